import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { getMe, meView } from '@/lib/web/get-me';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/me', {
  GET: operation({
    operationId: 'getMe',
    summary: 'Who this key is',
    tag: 'me',
    scope: 'read',
    input: null,
    answer: one(meView),
    verb: getMe,
  }),
});
