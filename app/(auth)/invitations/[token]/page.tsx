import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { acceptAsNewUserAction, acceptInvitationAction } from '@/app/(auth)/actions';
import { AcceptButton, InvitationForm } from '@/components/auth/invitation-form';
import { Button } from '@/components/ui/button';
import { newId } from '@/lib/core/ids';
import { findInvitationByToken } from '@/lib/organizations/find-invitation-by-token';
import type { OpenedInvitationView } from '@/lib/organizations/schema';
import { findSessionOfRequest } from '@/lib/web/require-org-context';
import { webRuntime } from '@/lib/web/runtime';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const now = new Date();
  const deps = { db: webRuntime().database.db, now, requestId: newId('req', now.getTime()) };
  const invitation = await findInvitationByToken(deps, { token });
  if (invitation === null || invitation.status !== 'pending') return <Unusable invitation={invitation} />;
  const session = await findSessionOfRequest();
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{`Join ${invitation.organization_name}`}</h1>
      <p className="mt-1 mb-6 text-ink-soft">
        {invitation.invited_by ? `${invitation.invited_by} invited ` : 'For '}
        {invitation.email} as {invitation.role}.
      </p>
      {session !== null && (
        <AsSignedIn invitation={invitation} email={session.actor.user.email}>
          <AcceptButton token={token} accept={acceptInvitationAction} />
        </AsSignedIn>
      )}
      {session === null && invitation.has_account && (
        <>
          <p className="mb-4 text-ink-soft">
            This address has an account. Sign in with it, then open this link again.
          </p>
          <Button asChild variant="primary">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        </>
      )}
      {session === null && !invitation.has_account && (
        <InvitationForm token={token} email={invitation.email} accept={acceptAsNewUserAction} />
      )}
    </>
  );
}

type AsSignedInProps = { invitation: OpenedInvitationView; email: string; children: ReactNode };

function AsSignedIn({ invitation, email, children }: AsSignedInProps) {
  if (email === invitation.email) return children;
  return (
    <p className="text-ink-soft">
      You are signed in as {email}. Sign out there first, then open this link again.
    </p>
  );
}

const unusableWords = {
  accepted: 'It was used already. Sign in instead.',
  revoked: 'It was taken back. Ask for a new one.',
  expired: 'It is older than seven days. Ask for a new one.',
  pending: '',
};

function Unusable({ invitation }: { invitation: OpenedInvitationView | null }) {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">This invitation does not work</h1>
      <p className="mt-1 mb-6 text-ink-soft">
        {invitation === null
          ? 'The link is incomplete, or was replaced by a newer one.'
          : unusableWords[invitation.status]}
      </p>
      <Button asChild>
        <Link href="/sign-in">To the sign-in</Link>
      </Button>
    </>
  );
}
