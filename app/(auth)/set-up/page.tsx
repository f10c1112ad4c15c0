import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { setUpAction } from '@/app/(auth)/actions';
import { SetUpForm } from '@/components/auth/set-up-form';
import { isInstallationEmpty } from '@/lib/access/users';
import { webRuntime } from '@/lib/web/runtime';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetUpPage() {
  if (!(await isInstallationEmpty(webRuntime().database.db))) redirect('/');
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">Set up Stillup</h1>
      <p className="mt-1 mb-6 text-ink-soft">
        You are the first here, so this account will own the installation. Others join by invitation.
      </p>
      <SetUpForm setUp={setUpAction} />
    </>
  );
}
