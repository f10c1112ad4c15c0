import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { markdownWords } from '@/lib/notifiers/testing/words';

const key = 'xxx7generatedkey7xxx12345w';

export const mattermostSample: NotifierSample = {
  config: (url) => ({ url: `${url}/hooks/${key}` }),
  secrets: [`/hooks/${key}`, key],
  success: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' },
  wordsOf: markdownWords,
  live: ['<!channel>', '<img', '<http', ' [x](', ' *b*', ' _i_', '://evil', '@everyone', '@here', '@all'],
  retries: [
    { status: 200, body: 'yes' },
    { status: 200, body: '<!DOCTYPE html><html>Mattermost</html>' },
    { status: 404, body: '<!DOCTYPE html><html>Mattermost</html>' },
    { status: 429, headers: { 'x-ratelimit-reset': '1' } },
    { status: 500, body: '{"id":"app.channel.get.find.app_error","message":"no"}' },
    { status: 501, body: '{"id":"web.incoming_webhook.disabled.app_error","message":"switched off"}' },
  ],
  refusals: [
    { status: 400, body: '{"id":"web.incoming_webhook.parse.app_error","message":"no"}', disables: false },
    { status: 400, body: '{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook."}', disables: true },
    { status: 403, body: '{"id":"web.incoming_webhook.permissions.app_error"}', disables: true },
    { status: 404, body: '{"id":"app.channel.get.existing.app_error"}', disables: true },
    { status: 404, body: '', disables: false },
    { status: 410, body: '', disables: true },
  ],
};
