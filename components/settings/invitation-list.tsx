'use client';

import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { Ago } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { InvitationView } from '@/lib/organizations/schema';

type InvitationListProps = { invitations: readonly InvitationView[]; revoke: Action<InvitationView> };

export function InvitationList({ invitations, revoke }: InvitationListProps) {
  const router = useRouter();
  const { pending, run } = useCommand();
  const revokeOne = async ({ id, email }: InvitationView) => {
    await run(id, () => revoke({ id }), `The invitation of ${email} no longer works.`);
    router.refresh();
  };
  return (
    <Table label="Open invitations">
      <Head>
        <tr>
          <HeadCell>Address</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>Ends</HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </Head>
      <tbody>
        {invitations.map((invitation) => (
          <Row key={invitation.id}>
            <Cell>{invitation.email}</Cell>
            <Cell>{invitation.role}</Cell>
            <Cell className="text-ink-soft">
              {invitation.status === 'expired' ? 'expired' : <Ago at={invitation.expires_at} />}
            </Cell>
            <Cell numeric>
              {invitation.status === 'pending' && (
                <Button
                  variant="danger-quiet"
                  size="sm"
                  pending={pending === invitation.id}
                  aria-label={`Revoke the invitation of ${invitation.email}`}
                  onClick={() => void revokeOne(invitation)}
                >
                  Revoke
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
