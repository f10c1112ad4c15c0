'use client';

import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';

type Props = { setUp: Action<unknown>; label?: string };

export function SetUpForm({ setUp, label = 'Set it up' }: Props) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const result = await submit(() =>
      setUp({
        organization: form.get('organization'),
        email: form.get('email'),
        password: form.get('password'),
      }),
    );
    if (result.ok) router.replace('/welcome');
  };
  return (
    <form onSubmit={onSubmit} method="post" noValidate className="space-y-4">
      <Field
        label="Organization"
        pointer="/organization"
        errors={errors}
        hint="The team or company that watches."
      >
        {(props) => <Input {...props} name="organization" autoComplete="organization" required />}
      </Field>
      <Field label="Your e-mail address" pointer="/email" errors={errors}>
        {(props) => <Input {...props} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password" pointer="/password" errors={errors} hint="At least 12 characters.">
        {(props) => <Input {...props} name="password" type="password" autoComplete="new-password" required />}
      </Field>
      <FaultLine fault={fault} shown={['/organization', '/email', '/password']} />
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {label}
      </Button>
    </form>
  );
}
