import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { entityWords } from '@/lib/notifiers/testing/words';

const path = '/services/T00000000/B00000000/xxxxXXXXxxxxXXXXxxxxXXXX';

export const slackSample: NotifierSample = {
  config: (url) => ({ url: `${url}${path}` }),
  secrets: [path, 'xxxxXXXXxxxxXXXXxxxxXXXX'],
  success: { status: 200, body: 'ok' },
  wordsOf: entityWords,
  live: ['<!channel>', '<http://evil', '<img'],
  retries: [
    { status: 200, body: '<html></html>' },
    { status: 200, body: 'no' },
    { status: 404, body: '<!doctype html><title>Not found</title>' },
    { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited', afterMs: 30_000 },
    { status: 500, body: 'rollup_error' },
  ],
  refusals: [
    { status: 400, body: 'invalid_payload', disables: false },
    { status: 400, body: 'no_text', disables: false },
    { status: 400, body: 'invalid_blocks', disables: false },
    { status: 403, body: 'action_prohibited', disables: true },
    { status: 403, body: 'invalid_token', disables: true },
    { status: 404, body: 'no_service', disables: true },
    { status: 404, body: 'no_team', disables: true },
    { status: 404, body: 'channel_not_found', disables: true },
    { status: 410, body: 'channel_is_archived', disables: true },
  ],
};
