'use client';

import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { ScopeField } from '@/components/status-pages/subscribers/scope-field';
import { kindWords } from '@/components/status-pages/subscribers/words';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { CopyLine } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/components/ui/toast-store';
import type { FieldError } from '@/lib/core/errors';
import type { StatusPageView } from '@/lib/status-pages/schema';
import { type SubscriberKind, subscriberKinds } from '@/lib/subscribers/constants';
import type { CreatedSubscriberView } from '@/lib/subscribers/schema';

type AddSubscriberProps = {
  page: StatusPageView;
  create: Action<CreatedSubscriberView>;
  onClose: () => void;
  reload: () => Promise<void>;
};

const fields = {
  email: {
    label: 'Address',
    placeholder: 'ada@example.com',
    hint: 'It gets one mail that asks whether it wants this. Until that is confirmed, nothing else is sent.',
  },
  webhook: {
    label: 'URL',
    placeholder: 'https://example.com/hooks/status',
    hint: 'Each update is sent there as JSON, signed with a secret that is shown once.',
  },
  slack: {
    label: 'URL of an incoming webhook',
    placeholder: 'https://hooks.slack.com/services/…',
    hint: 'Made in Slack, under Apps, for the channel that is to be told.',
  },
} as const;

const pointers: Record<SubscriberKind, string> = { email: '/email', webhook: '/url', slack: '/url' };

export function AddSubscriber({ page, create, onClose, reload }: AddSubscriberProps) {
  const form = useSubmit();
  const [kind, setKind] = useState<SubscriberKind>('email');
  const [target, setTarget] = useState('');
  const [componentIds, setComponentIds] = useState<readonly string[] | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const common = { page_id: page.id, kind, component_ids: componentIds };
    const result = await form.submit(() =>
      create(kind === 'email' ? { ...common, email: target } : { ...common, url: target }),
    );
    if (!result.ok) return;
    await reload();
    const made = result.data.signing_secret;
    if (made !== undefined) return setSecret(made);
    toast(kind === 'email' ? `Asked ${result.data.address} to confirm.` : 'Added.');
    onClose();
  };
  if (secret !== null) return <SecretOnce secret={secret} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose} title="Add a subscriber">
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <Segmented
          label="Kind"
          value={kind}
          onChange={(next) => {
            setKind(next);
            setTarget('');
            form.setFault(null);
          }}
          options={subscriberKinds.map((value) => ({ value, label: kindWords[value] }))}
        />
        <TargetField key={kind} kind={kind} value={target} onChange={setTarget} errors={form.errors} />
        <ScopeField
          components={page.components}
          value={componentIds}
          onChange={setComponentIds}
          errors={form.errors}
        />
        <FaultLine fault={form.fault} shown={[pointers[kind], '/component_ids']} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={form.pending}>
            {kind === 'email' ? 'Ask to confirm' : 'Add'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="The signing secret"
      description="Shown now and never again. With it the receiver can tell that a request came from here."
    >
      <div className="space-y-4">
        <CopyLine value={secret} label="Copy secret" />
        <div className="flex justify-end">
          <Button variant="primary" onClick={onClose}>
            I have kept it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

type TargetFieldProps = {
  kind: SubscriberKind;
  value: string;
  onChange: (target: string) => void;
  errors: readonly FieldError[] | undefined;
};

function TargetField({ kind, value, onChange, errors }: TargetFieldProps) {
  const { label, placeholder, hint } = fields[kind];
  return (
    <Field label={label} pointer={pointers[kind]} errors={errors} hint={hint}>
      {(props) => (
        <Input
          {...props}
          type={kind === 'email' ? 'email' : 'url'}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
