'use client';

import type { FormEvent } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { IncidentView } from '@/lib/incidents/schema';

export type IncidentActions = {
  acknowledge: Action<unknown>;
  resolve: Action<unknown>;
  comment: Action<unknown>;
  postMortem: Action<unknown>;
};

export function IncidentButtons({ incident, actions }: { incident: IncidentView; actions: IncidentActions }) {
  const { pending, run } = useCommand();
  const { id, status } = incident;
  if (status === 'resolved') return null;
  return (
    <>
      {status === 'open' && (
        <Button
          variant="primary"
          pending={pending === 'acknowledge'}
          onClick={() =>
            void run(
              'acknowledge',
              () => actions.acknowledge({ id }),
              'Acknowledged. The others can see that you have it.',
            )
          }
        >
          Acknowledge
        </Button>
      )}
      <Button
        pending={pending === 'resolve'}
        onClick={() => void run('resolve', () => actions.resolve({ id }), 'Resolved.')}
      >
        Resolve
      </Button>
    </>
  );
}

type NoteFormProps = {
  label: string;
  hint?: string;
  button: string;
  initial?: string;
  keep?: boolean;
  save: (body: string) => ReturnType<Action<unknown>>;
  onSaved: () => void;
};

export function NoteForm({ label, hint, button, initial = '', keep, save, onSaved }: NoteFormProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const body = String(new FormData(element).get('body') ?? '');
    const result = await submit(() => save(body));
    if (!result.ok) return;
    if (!keep) element.reset();
    onSaved();
  };
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-3">
      <Field label={label} pointer="/body" errors={errors} {...(hint && { hint })}>
        {(props) => <Textarea {...props} name="body" rows={keep ? 6 : 2} defaultValue={initial} />}
      </Field>
      <FaultLine fault={fault} shown={['/body']} />
      <Button type="submit" size="sm" pending={pending}>
        {button}
      </Button>
    </form>
  );
}
