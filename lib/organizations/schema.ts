import { z } from 'zod';
import { roles } from '@/lib/access/constants';
import { emailField, instantField, nameField, passwordField } from '@/lib/access/schema';
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

export const organizationView = z.strictObject({
  id: idSchema('org'),
  name: z.string().max(100),
  created_at: instantField,
  updated_at: instantField,
});
export type OrganizationView = z.output<typeof organizationView>;

export const memberView = z.strictObject({
  id: idSchema('mem'),
  user_id: idSchema('usr'),
  name: z.string().max(254),
  email: z.string().max(254),
  role: roleField,
  created_at: instantField,
});
export type MemberView = z.output<typeof memberView>;

export const invitationView = z.strictObject({
  id: idSchema('inv'),
  email: z.string().max(254),
  role: roleField,
  status: z.enum(['pending', 'accepted', 'revoked', 'expired']),
  created_at: instantField,
  expires_at: instantField,
});
export type InvitationView = z.output<typeof invitationView>;

/** What became of the mail: sent away, put into the local mailbox, not accepted, or one too many for the address. */
const invitationMail = z.enum(['sent', 'mailbox', 'failed', 'limited']);
export type InvitationMail = z.output<typeof invitationMail>;

/** `url` is told once. */
export const newInvitationView = z.strictObject({
  ...invitationView.shape,
  url: z.string().max(500),
  mail: invitationMail,
});
export type NewInvitationView = z.output<typeof newInvitationView>;

/** What whoever holds the token of an invitation may see. */
export const openedInvitationView = z.strictObject({
  organization_name: z.string().max(100),
  invited_by: z.string().max(100).nullable(),
  email: z.string().max(254),
  role: roleField,
  status: invitationView.shape.status,
  expires_at: instantField,
  /** Whoever has one signs in; the others choose a password. */
  has_account: z.boolean(),
});
export type OpenedInvitationView = z.output<typeof openedInvitationView>;
