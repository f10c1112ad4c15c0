import { displayName } from '@/lib/access/rules/display-name';
import type { InvitationRow } from '@/lib/organizations/queries/invitations';
import type { MemberRow } from '@/lib/organizations/queries/members';
import type { OrganizationRow } from '@/lib/organizations/queries/organizations';
import { invitationStatus } from '@/lib/organizations/rules/invitation';
import type { InvitationView, MemberView, OrganizationView } from '@/lib/organizations/schema';

export function toOrganizationView(row: OrganizationRow): OrganizationView {
  return {
    id: row.id,
    name: row.name,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function toMemberView(row: MemberRow): MemberView {
  return {
    id: row.id,
    user_id: row.userId,
    name: displayName(row.name, row.email),
    email: row.email,
    role: row.role,
    created_at: row.createdAt.toISOString(),
  };
}

export function toInvitationView(row: InvitationRow, now: Date): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    status: invitationStatus(row, now),
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}
