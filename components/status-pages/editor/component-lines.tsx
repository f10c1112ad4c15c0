'use client';

import { GripVertical } from 'lucide-react';
import { placeOf } from '@/components/status-pages/editor/component-order';
import {
  ComponentRow,
  type RowCommands,
  type RowPlace,
} from '@/components/status-pages/editor/component-row';
import type { PageComponentView } from '@/lib/status-pages/schema';

export type ComponentLinesProps = {
  lines: readonly PageComponentView[];
  commands: RowCommands | null;
};

/** As they stand; what makes them movable by dragging is loaded after the page. */
export function ComponentLines({ lines, commands }: ComponentLinesProps) {
  const placeFor = placesIn(lines);
  return (
    <ul className="border-t border-line">
      {lines.map((line) => (
        <ComponentRow
          key={line.id}
          line={line}
          place={placeFor(line)}
          isInGroup={line.group_id !== null}
          commands={commands}
          handle={commands && <GripVertical size={16} aria-hidden="true" className={restingHandle} />}
        />
      ))}
    </ul>
  );
}

const restingHandle = 'mx-1 shrink-0 text-ink-faint pointer-coarse:mx-3';

export function placesIn(lines: readonly PageComponentView[]): (line: PageComponentView) => RowPlace {
  const groups = lines.filter(({ kind }) => kind === 'group').map(({ id, name }) => ({ id, name }));
  return (line) => {
    const { index, count } = placeOf(lines, line.id);
    return {
      isFirst: index === 0,
      isLast: index === count - 1,
      count: lines.filter(({ group_id }) => group_id === line.id).length,
      groups,
    };
  };
}
