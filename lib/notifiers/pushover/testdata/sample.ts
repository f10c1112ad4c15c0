import type { NotifierSample } from '@/lib/notifiers/testing/sample';

const token = 'azGDORePK8gMaC0QOYAMyEEuzJnyUi';

export const pushoverSample: NotifierSample = {
  config: () => ({
    user_key: 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG',
    app_token: token,
    priority: 'high',
    retry_seconds: 60,
    expire_seconds: 3600,
  }),
  vendor: 'pushover',
  secrets: [token],
  is429Final: true,
  success: { status: 200, body: '{"status":1,"request":"647d2300-702c-4b38-8b2f-d56326ae460b"}' },
  wordsOf: (request) => {
    if (request.kind !== 'http') return '';
    const { title, message } = JSON.parse(request.body);
    return [title, message].join('\n');
  },
  live: [],
  retries: [
    { status: 500, afterMs: 5000 },
    { status: 503, headers: { 'retry-after': '60' }, afterMs: 60_000 },
    { status: 200, body: '{"status":0,"request":"x"}' },
  ],
  refusals: [
    {
      status: 400,
      body: '{"message":"cannot be blank","errors":["message cannot be blank"],"status":0,"request":"x"}',
      disables: false,
    },
    {
      status: 400,
      body: '{"user":"invalid","errors":["user identifier is not a valid user, group, or subscribed user key"],"status":0,"request":"x"}',
      disables: true,
    },
    {
      status: 400,
      body: '{"token":"invalid","errors":["application token is invalid"],"status":0,"request":"x"}',
      disables: true,
    },
    { status: 429, disables: false },
  ],
};
