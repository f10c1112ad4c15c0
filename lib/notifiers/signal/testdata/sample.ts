import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { jsonWords } from '@/lib/notifiers/testing/words';

const secret = 'Bearer s1gnal-gateway-token';

export const signalSample: NotifierSample = {
  config: (url) => ({
    gateway_url: url,
    sender: '+4915112345678',
    recipients: ['+4915187654321', 'group.b3BzLW9wcy1vcHMtb3BzLW9wcw=='],
    authorization: secret,
  }),
  secrets: [secret, 's1gnal-gateway-token'],
  success: { status: 201, body: '{"timestamp":"1772366400000"}' },
  wordsOf: jsonWords,
  live: ['"styled"'],
  retries: [
    { status: 400, body: '{"error":"Failed to send message: Connection closed unexpectedly"}' },
    { status: 429, body: '{"error":"rate limit","challenge_tokens":["x"],"account":"+4915112345678"}' },
    { status: 201, body: '<html></html>' },
    { status: 500 },
  ],
  refusals: [
    { status: 400, body: '{"error":"Unregistered user \\"+4915187654321\\""}', disables: false },
    { status: 400, body: '{"error":"Invalid group id: x"}', disables: false },
    { status: 401, body: 'Unauthorized', disables: true },
    { status: 404, body: '404 page not found', disables: false },
  ],
};
