'use client';

import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';

export function SignInForm({ signIn }: { signIn: Action<unknown> }) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const result = await submit(() => signIn({ email: form.get('email'), password: form.get('password') }));
    if (result.ok) router.replace('/');
  };
  return (
    <form onSubmit={onSubmit} method="post" noValidate className="space-y-4">
      <Field label="E-mail address" pointer="/email" errors={errors}>
        {(props) => <Input {...props} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password" pointer="/password" errors={errors}>
        {(props) => (
          <Input {...props} name="password" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <FaultLine fault={fault} shown={['/email', '/password']} />
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        Sign in
      </Button>
    </form>
  );
}
