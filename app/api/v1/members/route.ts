import { listMembers } from '@/lib/organizations/list-members';
import { listMembersInput, memberView } from '@/lib/organizations/schema';
import { pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/members', {
  GET: operation({
    operationId: 'listMembers',
    summary: 'List members',
    tag: 'members',
    scope: 'read',
    input: listMembersInput,
    answer: pageOf(memberView),
    verb: listMembers,
  }),
});
