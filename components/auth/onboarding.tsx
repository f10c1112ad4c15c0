'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { type AlertActions, FirstAlert } from '@/components/auth/first-alert';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { completeUrl } from '@/components/forms/text-fields';
import { useSubmit } from '@/components/forms/use-action';
import { specOfPeriod } from '@/components/heartbeats/draft';
import { FirstCheck } from '@/components/monitors/first-check';
import { durationWords } from '@/components/time/words';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { CheckView } from '@/lib/checks/schema';
import type { FieldError } from '@/lib/core/errors';
import type { MonitorType } from '@/lib/monitors/constants';
import type { MonitorView } from '@/lib/monitors/schema';

type OnboardingProps = {
  projectId: string;
  email: string;
  actions: AlertActions & { create: Action<MonitorView>; run: Action<CheckView> };
};

const FirstPing = dynamic(async () => (await import('@/components/heartbeats/first-ping')).FirstPing);

/** One field, and the first answer at once; then who is told. */
export function Onboarding({ projectId, email, actions }: OnboardingProps) {
  const [monitor, setMonitor] = useState<MonitorView | null>(null);
  if (monitor) {
    return (
      <div className="space-y-8">
        <h1 className="sr-only">Welcome</h1>
        {monitor.type === 'heartbeat' ? (
          <FirstPing monitor={monitor} />
        ) : (
          <FirstCheck monitor={monitor} run={actions.run} />
        )}
        <FirstAlert projectId={projectId} email={email} actions={actions} />
      </div>
    );
  }
  return <WatchForm projectId={projectId} create={actions.create} onMade={setMonitor} />;
}

type WatchFormProps = {
  projectId: string;
  create: Action<MonitorView>;
  onMade: (monitor: MonitorView) => void;
};

const choices = [
  { value: 'http', label: 'A website or API' },
  { value: 'heartbeat', label: 'A job that calls us' },
] as const satisfies readonly { value: MonitorType; label: string }[];

function WatchForm({ projectId, create, onMade }: WatchFormProps) {
  const [type, setType] = useState<MonitorType>('http');
  const { pending, fault, errors, submit, setFault } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const input = inputOf(type, new FormData(event.currentTarget));
    const result = await submit(() => create({ project_id: projectId, ...input }));
    if (result.ok) onMade(result.data);
  };
  const choose = (chosen: MonitorType) => {
    setType(chosen);
    setFault(null);
  };
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.02em]">What should we watch?</h1>
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <Segmented label="What to watch" value={type} onChange={choose} options={choices} />
        {type === 'heartbeat' ? <JobFields errors={errors} /> : <AddressField errors={errors} />}
        <FaultLine fault={fault} shown={['/spec/url', '/name', '/spec/schedule']} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            {type === 'heartbeat' ? 'Wait for it' : 'Watch it'}
          </Button>
          <Button asChild variant="ghost">
            <Link href="/">Later</Link>
          </Button>
        </div>
      </form>
    </>
  );
}

function inputOf(type: MonitorType, form: FormData): object {
  const text = (name: string) => String(form.get(name) ?? '');
  switch (type) {
    case 'http':
      return { type, spec: { url: completeUrl(text('url')) } };
    case 'heartbeat':
      return { type, name: text('name'), spec: specOfPeriod(Number(text('period'))) };
  }
}

type FaultProps = { errors: readonly FieldError[] | undefined };

function AddressField({ errors }: FaultProps) {
  return (
    <Field
      label="Address"
      pointer="/spec/url"
      errors={errors}
      hint="It is checked at once, and then every minute. All else can be changed later."
    >
      {(props) => (
        <Input
          {...props}
          name="url"
          inputMode="url"
          autoComplete="url"
          spellCheck={false}
          className="font-mono text-sm"
          placeholder="https://example.com"
        />
      )}
    </Field>
  );
}

const periods = [300, 900, 3600, 21_600, 86_400, 604_800];

function JobFields({ errors }: FaultProps) {
  return (
    <>
      <Field label="Name" pointer="/name" errors={errors}>
        {(props) => <Input {...props} name="name" autoComplete="off" placeholder="Nightly backup" />}
      </Field>
      <Field
        label="It runs every"
        pointer="/spec/schedule"
        errors={errors}
        hint="Cron expressions and all else can be set later."
      >
        {(props) => (
          <Select {...props} name="period" defaultValue={86_400}>
            {periods.map((seconds) => (
              <option key={seconds} value={seconds}>
                {durationWords(seconds)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
