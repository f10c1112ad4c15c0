'use client';

import { X } from 'lucide-react';
import { WeekdayButtons } from '@/components/forms/weekday-buttons';
import type { HoursDraft } from '@/components/on-call/draft';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type HoursFieldProps = {
  value: readonly HoursDraft[];
  onChange: (hours: readonly HoursDraft[]) => void;
  pointer: string;
  errors: readonly FieldError[] | undefined;
};

const usual: readonly { words: string; hours: HoursDraft }[] = [
  { words: 'Office hours', hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } },
  { words: 'Nights', hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '17:00', to: '09:00' } },
  { words: 'Weekends', hours: { days: [6, 7], from: '00:00', to: '00:00' } },
];

/** The hours at which a layer is at work; none: always. */
export function HoursField({ value, onChange, pointer, errors }: HoursFieldProps) {
  const change = (index: number, patch: Partial<HoursDraft>) =>
    onChange(value.map((hours, each) => (each === index ? { ...hours, ...patch } : hours)));
  return (
    <div className="space-y-3">
      <p className="text-sm font-medium">
        Hours{' '}
        <span className="font-normal text-ink-faint">
          {value.length === 0 ? 'always, unless you add some' : 'only at these times'}
        </span>
      </p>
      {value.map((hours, index) => (
        <HoursRow
          // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name but their place, and their inputs hold nothing of their own
          key={index}
          number={index + 1}
          hours={hours}
          change={(patch) => change(index, patch)}
          remove={() => onChange(value.toSpliced(index, 1))}
          pointer={`${pointer}/${index}`}
          errors={errors}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        {usual.map(({ words, hours }) => (
          <Button key={words} size="sm" onClick={() => onChange([...value, hours])}>
            Add {words.toLowerCase()}
          </Button>
        ))}
      </div>
    </div>
  );
}

type HoursRowProps = {
  number: number;
  hours: HoursDraft;
  change: (patch: Partial<HoursDraft>) => void;
  remove: () => void;
  pointer: string;
  errors: readonly FieldError[] | undefined;
};

function HoursRow({ number, hours, change, remove, pointer, errors }: HoursRowProps) {
  const isNextDay = hours.to <= hours.from;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line pb-3">
      <Field label="Beginning on" pointer={`${pointer}/days`} errors={errors}>
        {(props) => (
          <WeekdayButtons
            {...props}
            legend={`Days of hours ${number}`}
            value={hours.days}
            onChange={(days) => change({ days })}
          />
        )}
      </Field>
      <Field label="From" pointer={`${pointer}/from`} errors={errors}>
        {(props) => (
          <Input
            {...props}
            type="time"
            value={hours.from}
            onChange={(event) => change({ from: event.target.value })}
          />
        )}
      </Field>
      <Field label={isNextDay ? 'To, the day after' : 'To'} pointer={`${pointer}/to`} errors={errors}>
        {(props) => (
          <Input
            {...props}
            type="time"
            value={hours.to}
            onChange={(event) => change({ to: event.target.value })}
          />
        )}
      </Field>
      <Button
        variant="ghost"
        size="icon-sm"
        className="sm:mt-6"
        aria-label={`Remove hours ${number}`}
        onClick={remove}
      >
        <X size={15} aria-hidden="true" />
      </Button>
    </div>
  );
}
