import { createApiKey } from '@/lib/api-keys/create-api-key';
import { listApiKeys } from '@/lib/api-keys/list-api-keys';
import { apiKeyView, createApiKeyInput, listApiKeysInput, newApiKeyView } from '@/lib/api-keys/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/api-keys', {
  GET: operation({
    operationId: 'listApiKeys',
    summary: 'List API keys',
    tag: 'api-keys',
    scope: 'read',
    input: listApiKeysInput,
    answer: pageOf(apiKeyView),
    verb: listApiKeys,
  }),
  POST: operation({
    operationId: 'createApiKey',
    summary: 'Create an API key',
    description: 'The answer is the only one that carries the `token`.',
    tag: 'api-keys',
    scope: 'write',
    input: createApiKeyInput,
    answer: created(newApiKeyView, ({ id }) => `/api/v1/api-keys/${id}`),
    verb: createApiKey,
  }),
});
