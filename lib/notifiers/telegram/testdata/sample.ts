import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { entityWords } from '@/lib/notifiers/testing/words';

const token = '123456789:AAEabcdefghijklmnopqrstuvwxyz-_0123';

export const telegramSample: NotifierSample = {
  config: () => ({ bot_token: token, chat_id: '-1001234567890' }),
  vendor: 'telegram',
  secrets: [token],
  success: { status: 200, body: '{"ok":true,"result":{"message_id":77,"chat":{"id":-1001234567890}}}' },
  wordsOf: entityWords,
  live: ['<img', '<http', '<!channel>', '<x', 'href=\\"http://evil'],
  retries: [
    {
      status: 429,
      body: '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 14","parameters":{"retry_after":14}}',
      afterMs: 14_000,
    },
    {
      status: 400,
      body: '{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1009876543210}}',
      afterMs: 0,
    },
    { status: 200, body: '{"ok":false}' },
    { status: 200, body: '<html></html>' },
    { status: 502, body: '{"ok":false,"error_code":502,"description":"Bad Gateway"}' },
  ],
  refusals: [
    { status: 400, body: '{"ok":false,"description":"Bad Request: chat not found"}', disables: true },
    { status: 400, body: '{"ok":false,"description":"Bad Request: message thread not found"}', disables: true },
    { status: 400, body: '{"ok":false,"description":"Bad Request: can\'t parse entities"}', disables: false },
    { status: 401, body: '{"ok":false,"description":"Unauthorized"}', disables: true },
    { status: 403, body: '{"ok":false,"description":"Forbidden: bot was blocked by the user"}', disables: true },
    { status: 404, body: '{"ok":false,"description":"Not Found"}', disables: true },
  ],
};
