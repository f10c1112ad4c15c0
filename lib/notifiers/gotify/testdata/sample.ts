import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { jsonWords } from '@/lib/notifiers/testing/words';

const token = 'AwsFQXp.kzAb12C';

export const gotifySample: NotifierSample = {
  config: (url) => ({ server_url: url, token, priority: 8 }),
  secrets: [token],
  success: {
    status: 200,
    body: '{"id":25,"appid":5,"message":"text","title":"title","priority":8,"date":"2026-03-01T12:00:00Z"}',
  },
  wordsOf: jsonWords,
  live: ['text/markdown'],
  retries: [{ status: 200, body: '<html></html>' }, { status: 429 }, { status: 500 }],
  refusals: [
    {
      status: 401,
      body: '{"error":"Unauthorized","errorCode":401,"errorDescription":"you need to provide a valid access token or user credentials to access this api"}',
      disables: true,
    },
    { status: 403, body: '{"error":"Forbidden","errorCode":403,"errorDescription":"no"}', disables: true },
    { status: 401, body: 'Unauthorized by the proxy', disables: false },
    { status: 400, body: '{"error":"Bad Request","errorCode":400,"errorDescription":"no"}', disables: false },
    { status: 404, body: '', disables: false },
  ],
};
