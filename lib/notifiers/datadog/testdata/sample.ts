import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { jsonWords } from '@/lib/notifiers/testing/words';

const key = '0123456789abcdef0123456789abcdef';

export const datadogSample: NotifierSample = {
  config: () => ({ site: 'datadoghq.eu', api_key: key, tags: ['env:production'] }),
  vendor: 'datadog',
  secrets: [key],
  success: { status: 202, body: '{"status":"ok","event":{"id":1,"title":"Down: Checkout API"}}' },
  wordsOf: (request) => jsonWords(request).replaceAll('\u200b', ''),
  live: ['@everyone', '@here', '@all', '%%%'],
  retries: [
    {
      status: 429,
      headers: { 'x-ratelimit-reset': '12' },
      body: '{"errors":["Rate limit of 250000 requests in 3600 seconds reached."]}',
      afterMs: 12_000,
    },
    { status: 403, body: 'Blocked on the way' },
    { status: 200, body: '<html></html>' },
    { status: 503, body: '{"errors":["unavailable"]}' },
  ],
  refusals: [
    { status: 403, body: '{"errors":["Forbidden"]}', disables: true },
    { status: 400, body: '{"errors":["Payload is not in the expected format"]}', disables: false },
    { status: 413, body: '{"errors":["Payload too big"]}', disables: false },
  ],
};
