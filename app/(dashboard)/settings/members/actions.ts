'use server';

import { inviteMember } from '@/lib/organizations/invite-member';
import { removeMember } from '@/lib/organizations/remove-member';
import { revokeInvitation } from '@/lib/organizations/revoke-invitation';
import { updateMember } from '@/lib/organizations/update-member';
import { defineAction } from '@/lib/web/define-action';

export const inviteMemberAction = defineAction((ctx, raw) => inviteMember(ctx, raw));
export const updateMemberAction = defineAction(updateMember);
export const removeMemberAction = defineAction(removeMember);
export const revokeInvitationAction = defineAction(revokeInvitation);
