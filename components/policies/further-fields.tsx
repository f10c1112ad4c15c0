'use client';

import { UnitField } from '@/components/forms/unit-field';
import { WeekdayButtons } from '@/components/forms/weekday-buttons';
import { ZoneField } from '@/components/forms/zone-field';
import type { PolicyFieldsProps } from '@/components/policies/step-fields';
import { CheckField } from '@/components/ui/check-field';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { PolicyTransition } from '@/lib/policies/constants';

export function ReminderFields({ draft, change, errors }: PolicyFieldsProps) {
  return (
    <div className="space-y-3 pt-1">
      <CheckField
        label="Remind until somebody acknowledges"
        hint="After the last step, everybody whom a step has named is told again."
        checked={draft.repeats}
        onChange={(event) => change({ repeats: event.target.checked })}
      />
      {draft.repeats && (
        <div className="grid gap-4 sm:max-w-md sm:grid-cols-2">
          <UnitField
            label="Every"
            pointer="/repeat_minutes"
            errors={errors}
            unit="minutes"
            min="1"
            max="1440"
            value={draft.repeatMinutes}
            onChange={(repeatMinutes) => change({ repeatMinutes })}
          />
          <UnitField
            label="At most"
            pointer="/repeat_max"
            errors={errors}
            unit="times"
            min="1"
            max="100"
            value={draft.repeatMax}
            onChange={(repeatMax) => change({ repeatMax })}
          />
        </div>
      )}
    </div>
  );
}

const told: readonly { transition: PolicyTransition; label: string; hint: string }[] = [
  {
    transition: 'resolved',
    label: 'When it is over',
    hint: 'To everybody who was told of it, also in quiet hours and maintenance.',
  },
  {
    transition: 'acknowledged',
    label: 'When somebody acknowledges it',
    hint: 'To everybody who was told of it, so that they know who has it.',
  },
  { transition: 'escalated', label: 'Later steps', hint: 'While nobody has acknowledged it.' },
  { transition: 'reminder', label: 'Reminders', hint: 'Where they are asked for above.' },
];

export function TransitionFields({ draft, change }: PolicyFieldsProps) {
  const set = (transition: PolicyTransition, isWanted: boolean) =>
    change({
      transitions: isWanted
        ? [...draft.transitions, transition]
        : draft.transitions.filter((each) => each !== transition),
    });
  return (
    <div className="grid gap-x-8 gap-y-2 pt-1 sm:grid-cols-2">
      {told.map(({ transition, label, hint }) => (
        <CheckField
          key={transition}
          label={label}
          hint={hint}
          checked={draft.transitions.includes(transition)}
          onChange={(event) => set(transition, event.target.checked)}
        />
      ))}
    </div>
  );
}

export function QuietFields({ draft, change, errors }: PolicyFieldsProps) {
  const { quiet } = draft;
  const set = (patch: Partial<typeof quiet>) => change({ quiet: { ...quiet, ...patch } });
  const isNextDay = quiet.to <= quiet.from;
  return (
    <div className="space-y-4 pt-1">
      <CheckField
        label="Keep quiet at some hours"
        hint="What opens then is told when they end, if it still lasts. That something is over is told at all hours."
        checked={draft.hasQuiet}
        onChange={(event) => change({ hasQuiet: event.target.checked })}
      />
      {draft.hasQuiet && (
        <>
          <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
            <Field label="Beginning on" pointer="/quiet_hours/days" errors={errors}>
              {(field) => (
                <WeekdayButtons
                  {...field}
                  legend="Days on which quiet hours begin"
                  value={quiet.days}
                  onChange={(days) => set({ days })}
                />
              )}
            </Field>
            <Field label="From" pointer="/quiet_hours/from" errors={errors}>
              {(field) => (
                <Input
                  {...field}
                  type="time"
                  value={quiet.from}
                  onChange={(event) => set({ from: event.target.value })}
                />
              )}
            </Field>
            <Field label={isNextDay ? 'To, the day after' : 'To'} pointer="/quiet_hours/to" errors={errors}>
              {(field) => (
                <Input
                  {...field}
                  type="time"
                  value={quiet.to}
                  onChange={(event) => set({ to: event.target.value })}
                />
              )}
            </Field>
          </div>
          <div className="sm:max-w-sm">
            <ZoneField
              value={quiet.timeZone}
              onChange={(timeZone) => set({ timeZone })}
              errors={errors}
              pointer="/quiet_hours/time_zone"
            />
          </div>
          <CheckField
            label="But tell of critical monitors at all hours"
            checked={quiet.exceptCritical}
            onChange={(event) => set({ exceptCritical: event.target.checked })}
          />
        </>
      )}
    </div>
  );
}
