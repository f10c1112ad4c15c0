'use client';

import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { StateLine } from '@/components/state/state-mark';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { ChannelTestView } from '@/lib/alerting/schema';
import type { CreatedChannelView } from '@/lib/channels/schema';

export type AlertActions = {
  createChannel: Action<CreatedChannelView>;
  testChannel: Action<ChannelTestView>;
};
type FirstAlertProps = { projectId: string; email: string; actions: AlertActions };

export function FirstAlert({ projectId, email, actions }: FirstAlertProps) {
  const [test, setTest] = useState<ChannelTestView | null>(null);
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const to = [String(new FormData(event.currentTarget).get('email') ?? '')];
    const result = await submit(async () => {
      const channel = await actions.createChannel({ project_id: projectId, type: 'email', config: { to } });
      return channel.ok ? actions.testChannel({ id: channel.data.id }) : channel;
    });
    if (result.ok) setTest(result.data);
  };
  return (
    <section className="border-t border-line pt-6">
      <h2 className="text-lg font-semibold">Who should be told when it fails?</h2>
      {test ? (
        <div role="status" className="mt-2 space-y-1">
          <StateLine
            state={test.ok ? 'up' : 'down'}
            words={test.ok ? 'The test alert is on its way' : 'The test alert could not be sent'}
          />
          <p className="text-ink-soft">
            {test.ok
              ? 'Look in your inbox, or under Mailbox where no mail server is set up.'
              : `${test.error ?? ''} The channel is saved; mend it under Channels.`}
          </p>
        </div>
      ) : (
        <form onSubmit={onSubmit} noValidate className="mt-3 space-y-4">
          <Field label="E-mail address" pointer="/config/to" errors={errors}>
            {(props) => (
              <Input {...props} name="email" type="email" autoComplete="email" defaultValue={email} />
            )}
          </Field>
          <FaultLine fault={fault} shown={['/config/to']} />
          <Button type="submit" pending={pending}>
            Send a test alert
          </Button>
        </form>
      )}
    </section>
  );
}
