import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { markdownWords } from '@/lib/notifiers/testing/words';

const id = '1098765432109876543';
const token = 'abcDEF-123_abcDEF-123_abcDEF-123_abcDEF-123_abcDEF-123_abcDEF-123_ab';

export const discordSample: NotifierSample = {
  config: () => ({ url: `https://discord.com/api/v10/webhooks/${id}/${token}` }),
  vendor: 'discord',
  secrets: [`/api/v10/webhooks/${id}/${token}`, token],
  success: { status: 200, body: '{"id":"1111222233334444555","type":0,"embeds":[]}' },
  wordsOf: markdownWords,
  live: ['@everyone', '@here', ' [x](', ' <img', ' <http', ' *b*', ' _i_', ' ~s~', '://evil'],
  retries: [
    {
      status: 429,
      headers: { 'retry-after': '2' },
      body: '{"message":"You are being rate limited.","retry_after":1.336,"global":false}',
      afterMs: 1336,
    },
    { status: 429, headers: { 'retry-after': '60' }, body: '<html>Cloudflare</html>', afterMs: 60_000 },
    { status: 200, body: '<html></html>' },
    { status: 403, body: '<!DOCTYPE html><html>Access denied</html>' },
    { status: 404, body: '' },
    { status: 500 },
  ],
  refusals: [
    { status: 400, body: '{"message":"Invalid Form Body","code":50035}', disables: false },
    { status: 401, body: '{"message":"Invalid Webhook Token","code":50027}', disables: true },
    { status: 403, body: '{"message":"Missing Permissions","code":50013}', disables: true },
    { status: 404, body: '{"message":"Unknown Webhook","code":10015}', disables: true },
    { status: 404, body: '{"message":"Unknown Channel","code":10003}', disables: true },
  ],
};
