import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { markdownWords } from '@/lib/notifiers/testing/words';

const path =
  '/powerautomate/automations/direct/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=';
const signature = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE';

export const teamsSample: NotifierSample = {
  config: (url) => ({ url: `${url}${path}${signature}` }),
  secrets: [`${path}${signature}`, signature],
  success: { status: 202 },
  wordsOf: markdownWords,
  live: ['<at>', ' <img', ' [x](', ' *b*', ' _i_', '://evil', '@everyone'],
  retries: [
    { status: 200, body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429' },
    { status: 200, body: '<!DOCTYPE html><html>Sign in</html>' },
    { status: 408 },
    { status: 429, headers: { 'retry-after': '20' }, afterMs: 20_000 },
    { status: 502, body: '{"error":{"code":"NoResponse","message":"The server did not receive a response."}}' },
  ],
  refusals: [
    { status: 400, body: '{"error":{"code":"TriggerInputSchemaMismatch","message":"no"}}', disables: false },
    { status: 400, body: '{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"off"}}', disables: true },
    { status: 401, body: '{"error":{"code":"DirectApiAuthorizationRequired"}}', disables: true },
    { status: 403, body: '{"error":{"code":"Forbidden"}}', disables: true },
    { status: 404, body: '{"error":{"code":"WorkflowNotFound"}}', disables: true },
  ],
};
