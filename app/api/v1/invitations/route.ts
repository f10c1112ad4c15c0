import { inviteMember } from '@/lib/organizations/invite-member';
import { listInvitations } from '@/lib/organizations/list-invitations';
import {
  invitationView,
  inviteMemberInput,
  listInvitationsInput,
  newInvitationView,
} from '@/lib/organizations/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/invitations', {
  GET: operation({
    operationId: 'listInvitations',
    summary: 'List invitations',
    tag: 'members',
    scope: 'read',
    input: listInvitationsInput,
    answer: pageOf(invitationView),
    verb: listInvitations,
  }),
  POST: operation({
    operationId: 'inviteMember',
    summary: 'Invite somebody by e-mail',
    tag: 'members',
    scope: 'write',
    input: inviteMemberInput,
    answer: created(newInvitationView, () => '/api/v1/invitations'),
    verb: inviteMember,
    isLong: true,
  }),
});
