'use client';

import type { ChangeEvent } from 'react';
import { ZoneField } from '@/components/forms/zone-field';
import type { HeartbeatDraft } from '@/components/heartbeats/draft';
import { scheduleOf } from '@/components/heartbeats/draft';
import { DurationField } from '@/components/heartbeats/duration-field';
import type { HeartbeatFieldsProps } from '@/components/heartbeats/heartbeat-fields';
import { SchedulePreview } from '@/components/heartbeats/schedule-preview';
import { useScheduleReading } from '@/components/heartbeats/use-schedule-reading';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import { Segmented } from '@/components/ui/segmented';
import type { FieldError } from '@/lib/core/errors';

const kinds = [
  { value: 'period', label: 'Period' },
  { value: 'cron', label: 'Cron' },
  { value: 'oncalendar', label: 'systemd', name: 'systemd calendar' },
] as const;

const periods = [60, 300, 900, 3600, 21_600, 86_400, 604_800];

const usual = {
  cron: [
    { value: '*/15 * * * *', words: 'every 15 minutes' },
    { value: '0 * * * *', words: 'hourly' },
    { value: '0 2 * * *', words: 'nightly' },
    { value: '0 9 * * 1-5', words: 'on weekdays' },
    { value: '0 3 1 * *', words: 'monthly' },
  ],
  oncalendar: [
    { value: '*:0/15', words: 'every 15 minutes' },
    { value: 'hourly', words: 'hourly' },
    { value: '*-*-* 02:00', words: 'nightly' },
    { value: 'Mon..Fri 09:00', words: 'on weekdays' },
    { value: '*-*~01 03:00', words: 'last day of the month' },
  ],
} as const;

export function ScheduleFields({ draft, change, errors: sent }: HeartbeatFieldsProps) {
  const reading = useScheduleReading(scheduleOf(draft));
  const errors = liveErrors(draft, reading, sent);
  return (
    <div className="space-y-4">
      <Segmented
        label="Kind of schedule"
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={kinds}
      />
      {draft.kind === 'period' && (
        <DurationField
          label="A ping is expected every"
          pointer="/spec/schedule/period_seconds"
          errors={errors}
          value={draft.period}
          onChange={(period) => change({ period })}
          presets={periods}
        />
      )}
      {draft.kind === 'cron' && (
        <ExpressionFields
          key="cron"
          label="Cron expression"
          hint="Five fields: minute, hour, day of the month, month, day of the week."
          value={draft.cron}
          onChange={(cron) => change({ cron })}
          usual={usual.cron}
          {...{ draft, change, errors }}
        />
      )}
      {draft.kind === 'oncalendar' && (
        <ExpressionFields
          key="oncalendar"
          label="Calendar expression"
          hint="As in OnCalendar= of a systemd timer; several events one a line."
          rows={2}
          value={draft.calendar}
          onChange={(calendar) => change({ calendar })}
          usual={usual.oncalendar}
          {...{ draft, change, errors }}
        />
      )}
      {draft.kind !== 'period' && <SchedulePreview reading={reading} />}
    </div>
  );
}

/** While somebody types, the rules speak at once; only an empty field waits until it is sent. */
function liveErrors(
  draft: HeartbeatDraft,
  reading: ReturnType<typeof useScheduleReading>,
  sent: readonly FieldError[] | undefined,
): readonly FieldError[] | undefined {
  if (reading === null) return sent;
  if (reading.ok) return [];
  const typed = { period: draft.period.count, cron: draft.cron, oncalendar: draft.calendar }[draft.kind];
  const isEmpty = typed.trim() === '' || draft.timeZone.trim() === '';
  return isEmpty
    ? reading.errors.filter((error) => sent?.some(({ pointer }) => pointer === error.pointer))
    : reading.errors;
}

type ExpressionFieldsProps = HeartbeatFieldsProps & {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  usual: readonly { value: string; words: string }[];
};

function ExpressionFields({
  draft,
  change,
  errors,
  label,
  hint,
  value,
  onChange,
  rows = 1,
  usual,
}: ExpressionFieldsProps) {
  const typed = {
    spellCheck: false,
    autoComplete: 'off',
    autoCapitalize: 'off',
    className: 'font-mono text-sm',
    value,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={label} pointer="/spec/schedule/expression" errors={errors} hint={hint}>
        {(props) => (
          <div className="space-y-2">
            {rows === 1 ? <Input {...props} {...typed} /> : <Textarea {...props} {...typed} rows={rows} />}
            <PresetButtons
              label={`${label}: usual answers`}
              value={value}
              presets={usual}
              onChoose={onChange}
            />
          </div>
        )}
      </Field>
      <ZoneField
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        errors={errors}
        pointer="/spec/schedule/time_zone"
      />
    </div>
  );
}
