import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { markdownWords } from '@/lib/notifiers/testing/words';

const token = 'github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789';

export const githubSample: NotifierSample = {
  config: () => ({ repository: 'acme/shop', token, labels: ['outage'] }),
  vendor: 'github',
  secrets: [token],
  silent: ['report'],
  success: { status: 201, body: '{"id":1,"number":1347,"state":"open","title":"Down: Checkout API"}' },
  wordsOf: (request) => markdownWords(request).replaceAll('&amp;', '&'),
  live: ['@everyone', '@here', '@all'],
  retries: [
    {
      status: 403,
      headers: { 'retry-after': '30' },
      body: '{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}',
      afterMs: 30_000,
    },
    {
      status: 403,
      body: '{"message":"You have exceeded a secondary rate limit."}',
      afterMs: 60_000,
    },
    {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1772366520' },
      body: '{"message":"API rate limit exceeded for user ID 1."}',
      afterMs: 120_000,
    },
    { status: 429, headers: { 'retry-after': '5' }, body: '{"message":"slow down"}', afterMs: 5000 },
    { status: 404, body: 'nothing of GitHub’s' },
    { status: 200, body: '<html></html>' },
    { status: 503 },
  ],
  refusals: [
    { status: 401, body: '{"message":"Bad credentials"}', disables: true },
    {
      status: 403,
      body: '{"message":"Resource not accessible by personal access token"}',
      disables: true,
    },
    { status: 404, body: '{"message":"Not Found"}', disables: true },
    { status: 410, body: '{"message":"Issues are disabled for this repo"}', disables: true },
    { status: 422, body: '{"message":"Validation Failed"}', disables: false },
  ],
};
