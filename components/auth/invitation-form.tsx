'use client';

import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';

type InvitationFormProps = { token: string; email: string; accept: Action<unknown> };

/** For somebody without an account: a name, a password, and they are in. */
export function InvitationForm({ token, email, accept }: InvitationFormProps) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name') ?? '').trim();
    const result = await submit(() =>
      accept({ token, ...(name && { name }), password: form.get('password') }),
    );
    if (result.ok) router.replace('/');
  };
  return (
    <form onSubmit={onSubmit} method="post" noValidate className="space-y-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Your name" pointer="/name" errors={errors} optional>
        {(props) => <Input {...props} name="name" autoComplete="name" />}
      </Field>
      <Field label="Password" pointer="/password" errors={errors} hint="At least 12 characters.">
        {(props) => <Input {...props} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <FaultLine fault={fault} shown={['/name', '/password']} />
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Join
      </Button>
    </form>
  );
}

export function AcceptButton({ token, accept }: { token: string; accept: Action<unknown> }) {
  const router = useRouter();
  const { pending, fault, submit } = useSubmit();
  const join = async () => {
    const result = await submit(() => accept({ token }));
    if (result.ok) router.replace('/');
  };
  return (
    <div className="space-y-4">
      <FaultLine fault={fault} />
      <Button variant="primary" pending={pending} className="w-full" onClick={() => void join()}>
        Join
      </Button>
    </div>
  );
}
