import { getApiKey } from '@/lib/api-keys/get-api-key';
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key';
import { apiKeyIdInput, apiKeyView } from '@/lib/api-keys/schema';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/api-keys/{id}', {
  GET: operation({
    operationId: 'getApiKey',
    summary: 'Get an API key',
    tag: 'api-keys',
    scope: 'read',
    input: apiKeyIdInput,
    answer: one(apiKeyView),
    verb: getApiKey,
  }),
  DELETE: operation({
    operationId: 'revokeApiKey',
    summary: 'Revoke an API key at once',
    tag: 'api-keys',
    scope: 'write',
    input: apiKeyIdInput,
    answer: nothing,
    verb: revokeApiKey,
  }),
});
