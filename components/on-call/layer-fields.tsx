'use client';

import type { ReactNode } from 'react';
import type { LayerDraft } from '@/components/on-call/draft';
import { HoursField } from '@/components/on-call/hours-field';
import { PeopleField } from '@/components/on-call/people-field';
import { zoneWords } from '@/components/time/zones';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import { WordSelect } from '@/components/ui/word-select';
import type { FieldError } from '@/lib/core/errors';
import { type RotationUnit, rotationUnits } from '@/lib/on-call/constants';
import type { OnCallPerson } from '@/lib/on-call/schema';

type LayerFieldsProps = {
  layer: LayerDraft;
  index: number;
  timeZone: string;
  people: readonly OnCallPerson[];
  change: (patch: Partial<LayerDraft>) => void;
  errors: readonly FieldError[] | undefined;
  /** Buttons that move and remove it. */
  order: ReactNode;
};

const unitWords: Record<RotationUnit, string> = { hour: 'hours', day: 'days', week: 'weeks' };

const usual = [
  { value: '1 day', words: 'daily' },
  { value: '1 week', words: 'weekly' },
  { value: '2 week', words: 'every two weeks' },
  { value: '12 hour', words: 'every 12 hours' },
];

/** Who, in which order, how long each, from when, and at which hours. */
export function LayerFields(props: LayerFieldsProps) {
  const { layer, index, people, change, errors, order } = props;
  const pointer = `/layers/${index}`;
  return (
    <section aria-label={`Layer ${index + 1}`} className="space-y-4 rounded-lg border border-line p-4">
      <div className="flex items-end justify-between gap-3">
        <Field
          label="Name of the layer"
          pointer={`${pointer}/name`}
          errors={errors}
          className="grow sm:max-w-sm"
        >
          {(field) => (
            <Input
              {...field}
              autoComplete="off"
              value={layer.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        {order}
      </div>
      <PeopleField
        people={people}
        value={layer.userIds}
        onChange={(userIds) => change({ userIds })}
        pointer={`${pointer}/user_ids`}
        errors={errors}
      />
      <RotationFields {...props} pointer={pointer} />
      <HoursField
        value={layer.hours}
        onChange={(hours) => change({ hours })}
        pointer={`${pointer}/restrictions`}
        errors={errors}
      />
    </section>
  );
}

function RotationFields({
  layer,
  timeZone,
  change,
  errors,
  pointer,
}: LayerFieldsProps & { pointer: string }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="A turn lasts" pointer={`${pointer}/rotation/every`} errors={errors}>
        {(field) => (
          <div className="space-y-2">
            <div className="flex gap-2">
              <Input
                {...field}
                inputMode="numeric"
                className="max-w-20"
                value={layer.every}
                onChange={(event) => change({ every: event.target.value })}
              />
              <WordSelect
                className="grow"
                aria-label="Unit of a turn"
                values={rotationUnits}
                words={unitWords}
                value={layer.unit}
                onChange={(unit) => change({ unit })}
              />
            </div>
            <PresetButtons
              label="Usual turns"
              value={`${layer.every} ${layer.unit}`}
              presets={usual}
              onChoose={(value) => {
                const [every = '1', unit] = value.split(' ');
                change({ every, unit: rotationUnits.find((each) => each === unit) ?? 'week' });
              }}
            />
          </div>
        )}
      </Field>
      <Field
        label="First turn begins"
        pointer={`${pointer}/starts_at`}
        errors={errors}
        hint={
          layer.unit === 'hour'
            ? `In ${zoneWords(timeZone)}.`
            : `In ${zoneWords(timeZone)}. Every hand-over is at this time of day.`
        }
      >
        {(field) => (
          <Input
            {...field}
            type="datetime-local"
            value={layer.startsAt}
            onChange={(event) => change({ startsAt: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}
