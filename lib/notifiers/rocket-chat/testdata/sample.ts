import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { markdownWords } from '@/lib/notifiers/testing/words';

const path = '/hooks/8eGdRzc9r4YYNyvge/2XYQcX9NBwJBKfQnphpebPcnXZcPEi32Nt4NKJfrnbhsbRfX';

export const rocketChatSample: NotifierSample = {
  config: (url) => ({ url: `${url}${path}` }),
  secrets: [path, '2XYQcX9NBwJBKfQnphpebPcnXZcPEi32Nt4NKJfrnbhsbRfX'],
  success: { status: 200, body: '{"success":true}' },
  wordsOf: markdownWords,
  live: ['@everyone', '@here', '@all', ' <http', ' <img', ' [x](', ' *b*', ' _i_', '://evil'],
  retries: [
    { status: 200, body: '{"success":false}' },
    { status: 200, body: '<html></html>' },
    {
      status: 429,
      body: '{"success":false,"error":"Error, too many requests. Please slow down. You must wait 12 seconds before trying this endpoint again. [error-too-many-requests]"}',
      afterMs: 12_000,
    },
    { status: 503, body: '{"success":false,"error":"Service Unavailable"}' },
  ],
  refusals: [
    { status: 400, body: '{"success":false,"error":"error-running-script"}', disables: false },
    { status: 400, body: '{"success":false,"error":"Invalid integration id or token provided."}', disables: true },
    { status: 400, body: '{"success":false,"error":"invalid-channel"}', disables: true },
    { status: 401, body: '{"status":"error","message":"You must be logged in to do this."}', disables: true },
    { status: 404, body: '{"success":false,"error":"Invalid integration id or token provided."}', disables: true },
    { status: 404, body: '', disables: false },
  ],
};
