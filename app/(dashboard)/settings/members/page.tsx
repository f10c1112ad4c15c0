import type { Metadata } from 'next';
import {
  inviteMemberAction,
  removeMemberAction,
  revokeInvitationAction,
  updateMemberAction,
} from '@/app/(dashboard)/settings/members/actions';
import { InvitationList } from '@/components/settings/invitation-list';
import { InviteMember } from '@/components/settings/invite-member';
import { MemberList } from '@/components/settings/member-list';
import { PageHeader } from '@/components/shell/page-header';
import { Panel } from '@/components/ui/panel';
import { roleMay } from '@/lib/access/rules/permissions';
import { listInvitations } from '@/lib/organizations/list-invitations';
import { listMembers } from '@/lib/organizations/list-members';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  const { ctx, user, organization } = await requireOrgContext();
  const mayWrite = roleMay(organization.role, 'member.write');
  const members = await listMembers(ctx, { limit: 200 });
  const invitations = mayWrite ? await listInvitations(ctx, { limit: 200 }) : null;
  const open = invitations?.data.filter(({ status }) => status === 'pending' || status === 'expired') ?? [];
  return (
    <>
      <PageHeader
        title="Members"
        actions={mayWrite && <InviteMember role={organization.role} invite={inviteMemberAction} />}
      >
        Who may see and change what in {organization.name}.
      </PageHeader>
      <div className="space-y-10">
        <MemberList
          members={members.data}
          ownUserId={user.id}
          ownRole={organization.role}
          update={updateMemberAction}
          remove={removeMemberAction}
        />
        {open.length > 0 && (
          <Panel title="Open invitations">
            <InvitationList invitations={open} revoke={revokeInvitationAction} />
          </Panel>
        )}
      </div>
    </>
  );
}
