import { removeMember } from '@/lib/organizations/remove-member';
import { memberIdInput, memberView, updateMemberInput } from '@/lib/organizations/schema';
import { updateMember } from '@/lib/organizations/update-member';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/members/{id}', {
  PATCH: operation({
    operationId: 'updateMember',
    summary: 'Give a member another role',
    tag: 'members',
    scope: 'write',
    input: updateMemberInput,
    answer: one(memberView),
    verb: updateMember,
  }),
  DELETE: operation({
    operationId: 'removeMember',
    summary: 'Remove a member',
    tag: 'members',
    scope: 'write',
    input: memberIdInput,
    answer: nothing,
    verb: removeMember,
  }),
});
