'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { type AlertActions, FirstAlert } from '@/components/auth/first-alert';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { completeUrl } from '@/components/forms/text-fields';
import { useSubmit } from '@/components/forms/use-action';
import { FirstCheck } from '@/components/monitors/first-check';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { CheckView } from '@/lib/checks/schema';
import type { MonitorView } from '@/lib/monitors/schema';

type OnboardingProps = {
  projectId: string;
  email: string;
  actions: AlertActions & { create: Action<MonitorView>; run: Action<CheckView> };
};

/** One field, and the first answer at once; then who is told. */
export function Onboarding({ projectId, email, actions }: OnboardingProps) {
  const [monitor, setMonitor] = useState<MonitorView | null>(null);
  if (monitor) {
    return (
      <div className="space-y-8">
        <h1 className="sr-only">Welcome</h1>
        <FirstCheck monitor={monitor} run={actions.run} />
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

function WatchForm({ projectId, create, onMade }: WatchFormProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const url = completeUrl(String(new FormData(event.currentTarget).get('url') ?? ''));
    const result = await submit(() => create({ project_id: projectId, type: 'http', spec: { url } }));
    if (result.ok) onMade(result.data);
  };
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.02em]">What should we watch?</h1>
      <form onSubmit={onSubmit} noValidate className="space-y-4">
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
        <FaultLine fault={fault} shown={['/spec/url']} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            Watch it
          </Button>
          <Button asChild variant="ghost">
            <Link href="/">Later</Link>
          </Button>
        </div>
      </form>
    </>
  );
}
