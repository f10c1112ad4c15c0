import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { signUpAction } from '@/app/(auth)/actions';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { SetUpForm } from '@/components/auth/set-up-form';
import { env } from '@/lib/core/env';
import { enabledProviders } from '@/lib/web/auth';
import { findOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Sign up' };

export default async function SignUpPage() {
  if (env().signup !== 'open') redirect('/sign-in');
  if ((await findOrgContext()) !== null) redirect('/');
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">Sign up</h1>
      <p className="mt-1 mb-6 text-ink-soft">
        You get an organization of your own, and can invite others to it. Have an account?{' '}
        <Link href="/sign-in" className="underline">
          Sign in
        </Link>
      </p>
      <SetUpForm setUp={signUpAction} label="Sign up" />
      <ProviderButtons providers={enabledProviders(env())} />
    </>
  );
}
