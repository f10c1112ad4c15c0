'use client';

import { useId } from 'react';
import { type LayerDraft, newLayerDraft, type ScheduleDraft } from '@/components/on-call/draft';
import { LayerFields } from '@/components/on-call/layer-fields';
import { moved, OrderButtons, orderButtonId, useFollowFocus } from '@/components/on-call/order-buttons';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { FieldError } from '@/lib/core/errors';
import { maxLayers } from '@/lib/on-call/constants';
import type { OnCallPerson } from '@/lib/on-call/schema';

type LayerListProps = {
  draft: ScheduleDraft;
  change: (patch: Partial<ScheduleDraft>) => void;
  people: readonly OnCallPerson[];
  errors: readonly FieldError[] | undefined;
};

/** The layers in their order; a later one wins over those before it. */
export function LayerList({ draft, change, people, errors }: LayerListProps) {
  const listId = useId();
  const follow = useFollowFocus();
  const { layers } = draft;
  const patch = (index: number, fields: Partial<LayerDraft>) =>
    change({ layers: layers.map((layer, each) => (each === index ? { ...layer, ...fields } : layer)) });
  const move = (index: number, step: -1 | 1) => {
    change({ layers: moved(layers, index, step) });
    follow(orderButtonId(listId, index + step, step));
  };
  const add = () => {
    const startsAt = layers.at(-1)?.startsAt ?? '';
    change({ layers: [...layers, newLayerDraft(layers.length + 1, startsAt)] });
  };
  return (
    <Panel title="Layers" hint={layers.length > 1 ? 'A layer wins over those above it.' : undefined}>
      <div className="space-y-4 pt-1">
        {layers.map((layer, index) => (
          <LayerFields
            key={layer.id}
            layer={layer}
            index={index}
            timeZone={draft.timeZone}
            people={people}
            change={(fields) => patch(index, fields)}
            errors={errors}
            order={
              layers.length > 1 && (
                <OrderButtons
                  listId={listId}
                  index={index}
                  count={layers.length}
                  name={layer.name || `layer ${index + 1}`}
                  onMove={(step) => move(index, step)}
                  onRemove={() => change({ layers: layers.toSpliced(index, 1) })}
                />
              )
            }
          />
        ))}
        {layers.length < maxLayers && (
          <div>
            <Button onClick={add}>Add a layer</Button>
            <p className="mt-1 text-sm text-ink-faint">
              For other people at other hours, such as nights or weekends.
            </p>
          </div>
        )}
      </div>
    </Panel>
  );
}
