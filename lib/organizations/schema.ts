import { z } from 'zod';
import { type Role, roles } from '@/lib/access/constants';
import { emailField, nameField, passwordField } from '@/lib/access/schema';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';

const roleField = z.enum(roles);
/** Base64url of 256 bits; anything else was never a token of ours. */
const tokenField = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9_-]+$/, { error: 'is not an invitation' });

export const updateOrganizationInput = z.strictObject({ name: nameField.optional() });
export type UpdateOrganizationInput = z.input<typeof updateOrganizationInput>;

export const listMembersInput = z.strictObject(pageInput);
export type ListMembersInput = z.input<typeof listMembersInput>;

export const updateMemberInput = z.strictObject({ id: idSchema('mem'), role: roleField });
export type UpdateMemberInput = z.input<typeof updateMemberInput>;

export const memberIdInput = z.strictObject({ id: idSchema('mem') });

export const inviteMemberInput = z.strictObject({ email: emailField, role: roleField.default('viewer') });
export type InviteMemberInput = z.input<typeof inviteMemberInput>;

export const listInvitationsInput = z.strictObject(pageInput);
export type ListInvitationsInput = z.input<typeof listInvitationsInput>;

export const invitationIdInput = z.strictObject({ id: idSchema('inv') });
export const invitationTokenInput = z.strictObject({ token: tokenField });

/** For somebody without an account; whoever is signed in accepts with the token alone. */
export const acceptAsNewUserInput = z.strictObject({
  token: tokenField,
  name: nameField.optional(),
  password: passwordField,
});
export type AcceptAsNewUserInput = z.input<typeof acceptAsNewUserInput>;

export type OrganizationView = { id: string; name: string; created_at: string; updated_at: string };

export type MemberView = {
  id: string;
  user_id: string;
  name: string;
  email: string;
  role: Role;
  created_at: string;
};

export type InvitationView = {
  id: string;
  email: string;
  role: Role;
  status: 'pending' | 'accepted' | 'revoked' | 'expired';
  created_at: string;
  expires_at: string;
};
