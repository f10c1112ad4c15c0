'use client';

import { Globe, type LucideIcon, Timer } from 'lucide-react';
import { useId } from 'react';
import type { MonitorType } from '@/lib/monitors/constants';

type KindChoiceProps = { value: MonitorType; onChange: (type: MonitorType) => void };

const kinds: Record<MonitorType, { icon: LucideIcon; label: string; hint: string }> = {
  http: { icon: Globe, label: 'A website or API', hint: 'We call it, as often as every ten seconds.' },
  heartbeat: {
    icon: Timer,
    label: 'A job that calls us',
    hint: 'Backups, cron jobs, queues: silence is the alarm.',
  },
};

/** What to watch: who calls whom decides all the rest of the form. */
export function KindChoice({ value, onChange }: KindChoiceProps) {
  const name = useId();
  return (
    <fieldset className="grid max-w-3xl gap-2 sm:grid-cols-2">
      <legend className="sr-only">What to watch</legend>
      {Object.entries(kinds).map(([type, { icon: Icon, label, hint }]) => (
        <label
          key={type}
          className="flex cursor-pointer items-start gap-3 rounded-md border border-line px-3.5 py-3 hover:border-line-strong has-checked:border-ink has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            checked={value === type}
            aria-labelledby={`${name}-${type}`}
            aria-describedby={`${name}-${type}-hint`}
            onChange={() => onChange(type as MonitorType)}
          />
          <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-ink-soft" />
          <span>
            <span id={`${name}-${type}`} className="block font-medium">
              {label}
            </span>
            <span id={`${name}-${type}-hint`} className="block text-sm text-ink-faint">
              {hint}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
