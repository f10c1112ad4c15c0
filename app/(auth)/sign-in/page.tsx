import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { signInAction } from '@/app/(auth)/actions';
import { ProviderButtons } from '@/components/auth/provider-buttons';
import { SignInForm } from '@/components/auth/sign-in-form';
import { isInstallationEmpty } from '@/lib/access/users';
import { env } from '@/lib/core/env';
import { enabledProviders } from '@/lib/web/auth';
import { findOrgContext } from '@/lib/web/require-org-context';
import { webRuntime } from '@/lib/web/runtime';

export const metadata: Metadata = { title: 'Sign in' };

const reasons: Readonly<Record<string, string>> = {
  'no-organization': 'You are signed in, but a member of no organization. Ask somebody to invite you.',
  NotInvited: 'This address was not invited. Ask an admin of the organization for an invitation.',
  EmailNotVerified: 'The provider has not verified your e-mail address. Verify it there and try again.',
  OAuthAccountNotLinked: 'This address has a password here. Sign in with it first.',
};

type Props = { searchParams: Promise<{ reason?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  if ((await findOrgContext()) !== null) redirect('/');
  if (await isInstallationEmpty(webRuntime().database.db)) redirect('/set-up');
  const { reason, error } = await searchParams;
  const told =
    reasonWords(reason) ?? reasonWords(error) ?? (error ? 'Signing in did not work. Try again.' : null);
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-[-0.02em]">Sign in</h1>
      {told && <p className="mb-4 rounded-md border border-line bg-sunken px-3 py-2 text-ink-soft">{told}</p>}
      <SignInForm signIn={signInAction} />
      <ProviderButtons providers={enabledProviders(env())} />
      {env().signup === 'open' && (
        <p className="mt-4 text-ink-soft">
          New here?{' '}
          <Link href="/sign-up" className="underline">
            Sign up
          </Link>
        </p>
      )}
    </>
  );
}

function reasonWords(key: string | string[] | undefined): string | null {
  return typeof key === 'string' && Object.hasOwn(reasons, key) ? (reasons[key] ?? null) : null;
}
