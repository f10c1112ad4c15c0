'use client';

import type { FormEvent } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { toast } from '@/components/ui/toast-store';

export function ChangePassword({ email, change }: { email: string; change: Action<number> }) {
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const result = await submit(() =>
      change({ current_password: form.get('current'), new_password: form.get('new') }),
    );
    if (!result.ok) return;
    element.reset();
    toast('Your password is changed. All other sessions have ended.');
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-sm space-y-4 pt-1">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Current password" pointer="/current_password" errors={errors}>
        {(props) => <Input {...props} name="current" type="password" autoComplete="current-password" />}
      </Field>
      <Field label="New password" pointer="/new_password" errors={errors} hint="At least 12 characters.">
        {(props) => <Input {...props} name="new" type="password" autoComplete="new-password" />}
      </Field>
      <FaultLine fault={fault} shown={['/current_password', '/new_password']} />
      <Button type="submit" pending={pending}>
        Change the password
      </Button>
    </form>
  );
}
