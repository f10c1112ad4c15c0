'use client';

import { ZoneField } from '@/components/forms/zone-field';
import { DurationField } from '@/components/heartbeats/duration-field';
import { fromNow, type MaintenanceDraft, type WhenKind } from '@/components/maintenance/draft';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import { Segmented } from '@/components/ui/segmented';
import type { FieldError } from '@/lib/core/errors';

export type WhenFieldsProps = {
  draft: MaintenanceDraft;
  change: (patch: Partial<MaintenanceDraft>) => void;
  errors: readonly FieldError[] | undefined;
  /** A one-off that has begun: only its end can change. */
  isRunning: boolean;
};

const kinds: readonly { value: WhenKind; label: string; name?: string }[] = [
  { value: 'once', label: 'Once' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
  { value: 'expert', label: 'Cron', name: 'By a cron or calendar expression' },
];

export function WhenFields(props: WhenFieldsProps) {
  const { draft, change, errors, isRunning } = props;
  return (
    <div className="space-y-4">
      {!isRunning && (
        <div className="max-w-full overflow-x-auto">
          <Segmented label="When" value={draft.kind} onChange={(kind) => change({ kind })} options={kinds} />
        </div>
      )}
      {draft.kind === 'once' ? <OnceFields {...props} /> : <RecurringFields {...props} />}
      <div className="max-w-72">
        <ZoneField
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          errors={errors}
          pointer="/when/schedule/time_zone"
        />
      </div>
    </div>
  );
}

const minutes = [30, 60, 120] as const;
const minuteWords = { 30: '30 min from now', 60: '1 h from now', 120: '2 h from now' };

function OnceFields({ draft, change, errors, isRunning }: WhenFieldsProps) {
  return (
    <div className="space-y-2">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="From"
          pointer="/when/starts_at"
          errors={errors}
          {...(isRunning && { hint: 'It has begun: only its end can change.' })}
        >
          {(props) => (
            <Input
              {...props}
              type="datetime-local"
              disabled={isRunning}
              value={draft.from}
              onChange={(event) => change({ from: event.target.value })}
            />
          )}
        </Field>
        <Field label="To" pointer="/when/ends_at" errors={errors}>
          {(props) => (
            <Input
              {...props}
              type="datetime-local"
              value={draft.to}
              onChange={(event) => change({ to: event.target.value })}
            />
          )}
        </Field>
      </div>
      {!isRunning && (
        <PresetButtons
          label="From now on"
          value={0}
          presets={minutes.map((value) => ({ value, words: minuteWords[value] }))}
          onChoose={(value) => change(fromNow(value, draft.timeZone, Date.now()))}
        />
      )}
    </div>
  );
}

const weekdays = [
  { value: 1, short: 'Mon', name: 'Monday' },
  { value: 2, short: 'Tue', name: 'Tuesday' },
  { value: 3, short: 'Wed', name: 'Wednesday' },
  { value: 4, short: 'Thu', name: 'Thursday' },
  { value: 5, short: 'Fri', name: 'Friday' },
  { value: 6, short: 'Sat', name: 'Saturday' },
  { value: 0, short: 'Sun', name: 'Sunday' },
];

function RecurringFields(props: WhenFieldsProps) {
  const { draft, change, errors } = props;
  return (
    <>
      {draft.kind === 'weekly' && <Weekdays {...props} />}
      <div className="grid gap-4 sm:grid-cols-2">
        {draft.kind === 'monthly' && (
          <Field
            label="Day of the month"
            pointer="/when/schedule/expression"
            errors={errors}
            hint="Months without it are left out."
          >
            {(field) => (
              <Input
                {...field}
                type="number"
                min="1"
                max="31"
                value={draft.monthDay}
                onChange={(event) => change({ monthDay: event.target.value })}
              />
            )}
          </Field>
        )}
        {draft.kind === 'expert' ? (
          <Expression {...props} />
        ) : (
          <Field label="At">
            {(field) => (
              <Input
                {...field}
                type="time"
                value={draft.time}
                onChange={(event) => change({ time: event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <DurationField
        label="For"
        pointer="/when/duration_minutes"
        errors={errors}
        value={draft.duration}
        onChange={(duration) => change({ duration })}
        presets={[1800, 3600, 7200, 14_400]}
      />
      <Field
        label="Until"
        pointer="/when/until"
        errors={errors}
        hint="No window begins after this day."
        optional
      >
        {(field) => (
          <Input
            {...field}
            type="date"
            className="max-w-72"
            value={draft.until}
            onChange={(event) => change({ until: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function Weekdays({ draft, change, errors }: WhenFieldsProps) {
  const toggle = (day: number) =>
    change({
      weekdays: draft.weekdays.includes(day)
        ? draft.weekdays.filter((each) => each !== day)
        : [...draft.weekdays, day],
    });
  return (
    <Field label="On" pointer="/when/schedule/expression" errors={errors}>
      {({ id, ...field }) => (
        <fieldset className="flex flex-wrap gap-1.5" {...field}>
          <legend className="sr-only">Days of the week</legend>
          {weekdays.map(({ value, short, name }, index) => (
            <button
              key={value}
              id={index === 0 ? id : undefined}
              type="button"
              aria-label={name}
              aria-pressed={draft.weekdays.includes(value)}
              onClick={() => toggle(value)}
              className="h-8 min-w-11 rounded-md border border-line px-2 text-sm text-ink-soft hover:border-line-strong hover:text-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-on-ink pointer-coarse:h-10"
            >
              {short}
            </button>
          ))}
        </fieldset>
      )}
    </Field>
  );
}

const languages = [
  { value: 'cron', label: 'Cron' },
  { value: 'oncalendar', label: 'systemd', name: 'systemd calendar' },
] as const;

function Expression({ draft, change, errors }: WhenFieldsProps) {
  return (
    <Field
      label="Begins"
      pointer="/when/schedule/expression"
      errors={errors}
      hint={
        draft.language === 'cron'
          ? 'Five fields: minute, hour, day of the month, month, day of the week.'
          : 'As in OnCalendar= of a systemd timer.'
      }
      className="sm:col-span-2"
    >
      {(field) => (
        <div className="flex flex-wrap items-center gap-2">
          <Input
            {...field}
            spellCheck={false}
            autoComplete="off"
            className="min-w-0 grow basis-48 font-mono text-sm"
            value={draft.expression}
            onChange={(event) => change({ expression: event.target.value })}
          />
          <Segmented
            label="Kind of expression"
            value={draft.language}
            onChange={(language) => change({ language })}
            options={languages}
          />
        </div>
      )}
    </Field>
  );
}
