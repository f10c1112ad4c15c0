import { revokeInvitation } from '@/lib/organizations/revoke-invitation';
import { invitationIdInput } from '@/lib/organizations/schema';
import { nothing } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/invitations/{id}', {
  DELETE: operation({
    operationId: 'revokeInvitation',
    summary: 'Revoke an invitation',
    tag: 'members',
    scope: 'write',
    input: invitationIdInput,
    answer: nothing,
    verb: revokeInvitation,
  }),
});
