'use client';

import { type FormEvent, useState } from 'react';
import { BacktestResult } from '@/components/backtests/backtest-result';
import { type BacktestDraft, toBacktestInput } from '@/components/backtests/draft';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { useHydrated } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { Input, NamedOptions, Select } from '@/components/ui/controls';
import { Skeleton } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { BacktestView } from '@/lib/backtests/schema';
import type { FieldError } from '@/lib/core/errors';

type Named = { id: string; name: string };

type BacktestProps = {
  projects: readonly Named[];
  monitors: readonly Named[];
  policies: readonly Named[];
  what: string;
  policyId: string;
  run: Action<BacktestView>;
};

const shown = [
  '/monitor_ids',
  '/days',
  '/failure_threshold',
  '/recovery_threshold',
  '/degraded_after_ms',
  '/policy_id',
];

/**
 * Other settings, tried on what is stored of the past. Not before the browser has taken over: what is typed into a form of the
 * server would be lost with it.
 */
export function Backtest(props: BacktestProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full" />;
}

function Form({ projects, monitors, policies, what, policyId, run }: BacktestProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const [result, setResult] = useState<{ view: BacktestView; days: number } | null>(null);
  const [draft, setDraft] = useState<BacktestDraft>({
    what,
    days: '30',
    failureThreshold: '',
    recoveryThreshold: '',
    degradedAfterMs: '',
    policyId,
  });
  const change = (patch: Partial<BacktestDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await submit(() => run(toBacktestInput(draft)));
    setResult(answer.ok ? { view: answer.data, days: Number(draft.days) } : null);
  };
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[20rem_1fr]">
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <Field label="Monitors" pointer="/monitor_ids" errors={errors}>
          {(props) => (
            <Select {...props} value={draft.what} onChange={(event) => change({ what: event.target.value })}>
              {projects.map(({ id, name }) => (
                <option key={id} value={id}>{`All of ${name}`}</option>
              ))}
              <NamedOptions of={monitors} />
            </Select>
          )}
        </Field>
        <Segmented
          label="Days to look back"
          value={draft.days}
          onChange={(days) => change({ days })}
          options={(['7', '30', '90'] as const).map((days) => ({ value: days, label: `${days} days` }))}
        />
        <ThresholdFields draft={draft} change={change} errors={errors} />
        <Field label="Policy" pointer="/policy_id" errors={errors} hint="Whom to tell, and when.">
          {(props) => (
            <Select
              {...props}
              value={draft.policyId}
              onChange={(event) => change({ policyId: event.target.value })}
            >
              <option value="">As each monitor has it</option>
              <NamedOptions of={policies} />
            </Select>
          )}
        </Field>
        <FaultLine fault={fault} shown={shown} />
        <Button type="submit" variant="primary" pending={pending}>
          Try it on the past
        </Button>
      </form>
      <section aria-live="polite" aria-label="Result" className="min-w-0">
        {result === null ? (
          <p className="text-ink-soft">
            The stored checks are played back through the same rules that decide for real, once by your
            settings of now and once by these. Nothing is changed, and nobody is told.
          </p>
        ) : (
          <BacktestResult view={result.view} days={result.days} />
        )}
      </section>
    </div>
  );
}

type ThresholdProps = {
  draft: BacktestDraft;
  change: (patch: Partial<BacktestDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

function ThresholdFields({ draft, change, errors }: ThresholdProps) {
  const fields = [
    { name: 'failureThreshold', label: 'Failures in a row until it is down', pointer: '/failure_threshold' },
    { name: 'recoveryThreshold', label: 'Successes until it is up again', pointer: '/recovery_threshold' },
    { name: 'degradedAfterMs', label: 'Degraded from, in milliseconds', pointer: '/degraded_after_ms' },
  ] as const;
  return fields.map(({ name, label, pointer }) => (
    <Field key={name} label={label} pointer={pointer} errors={errors} optional>
      {(props) => (
        <Input
          {...props}
          inputMode="numeric"
          placeholder="As it is"
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  ));
}
