import { expect, test } from 'vitest';
import { githubKind } from '@/lib/notifiers/github/kind';
import { githubNotifier } from '@/lib/notifiers/github/notifier';
import { githubSample } from '@/lib/notifiers/github/testdata/sample';
import { bodyOf } from '@/lib/notifiers/testing/deliver-to';
import { sampleContext, sampleIncidentMessage, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';
import { sendMessage } from '@/lib/notifiers/testing/send-message';

const opened = githubSample.success;
const commented = { status: 201, body: '{"id":2}' };
const closed = { status: 200, body: '{"id":1,"number":1347,"state":"closed"}' };

test('an outage opens an issue with its labels, and its number is kept', async () => {
  const { attempt, received } = await sendMessage('github', sampleMessage('opened'), { answers: [opened] });
  expect(received[0]).toMatchObject({
    method: 'POST',
    path: '/repos/acme/shop/issues',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: 'Bearer github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'Stillup/1.0',
    },
  });
  expect(bodyOf(received[0])).toMatchObject({
    title: 'Down: Checkout API',
    labels: ['outage'],
    body: expect.stringContaining('[Acknowledge](https://status.example.com/acknowledge/token)'),
  });
  expect(attempt.receipt).toEqual({ number: '1347' });
});

test('what follows is a comment, and the recovery closes the issue', async () => {
  const context = { receipt: { number: '1347' } };
  const reminder = await sendMessage('github', sampleMessage('reminder'), { answers: [commented], context });
  expect(reminder.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /repos/acme/shop/issues/1347/comments',
  ]);
  const { attempt, received } = await sendMessage('github', sampleMessage('resolved'), {
    answers: [commented, closed],
    context,
  });
  expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /repos/acme/shop/issues/1347/comments',
    'PATCH /repos/acme/shop/issues/1347',
  ]);
  expect(bodyOf(received[1])).toEqual({ state: 'closed', state_reason: 'completed' });
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, receipt: null });
});

test('an issue that somebody has deleted has nothing to be closed; issues that are switched off end the channel', async () => {
  const gone = { status: 410, body: '{"message":"This issue was deleted"}' };
  const update = await sendMessage('github', sampleMessage('resolved'), {
    answers: [gone],
    context: { receipt: { number: '1347' } },
  });
  expect(update.attempt.verdict).toEqual({ kind: 'ok' });
  const off = { status: 410, body: '{"message":"Issues are disabled for this repo"}' };
  const refused = await sendMessage('github', sampleMessage('opened'), { answers: [off] });
  expect(refused.attempt.verdict).toEqual({
    kind: 'permanent',
    reason: 'The receiver answered 410: Issues are disabled for this repo.',
    disablesChannel: true,
  });
});

test('nobody is called and no other issue is referred to, in title and text', async () => {
  const name = `@octocat fixes #1 acme/shop#2 GH-3 ${hostileName}`;
  const { received } = await sendMessage('github', sampleMessage('opened', name), { answers: [opened] });
  const { title, body } = bodyOf(received[0]);
  expect(body).not.toMatch(/(?<!\\)<img|(?<!\\)\[x|(?<!\\)<http/);
  for (const part of [title, body]) expect(part).not.toMatch(/@\w|#\d|\bGH-\d/i);
});

test('an address is shown letter by letter, to be copied', async () => {
  const message = sampleIncidentMessage('opened');
  const url = 'https://api.example.com/health?full=1&page=2#3';
  const { received } = await sendMessage(
    'github',
    { ...message, monitor: { id: 'mon_01h455vb4pex5vsknk084sn02q', name: 'API', type: 'http', url } },
    { answers: [opened] },
  );
  expect(bodyOf(received[0])['body']).toContain(`\`${url}\``);
});

test('a server of one’s own is asked under its own address, guarded like any address of a user', async () => {
  const config = githubKind.configSchema.parse({
    ...githubSample.config(''),
    repository: 'https://github.com/acme/shop.git',
    api_url: 'https://github.example.com/api/v3/',
  });
  const [request] = await githubNotifier.render(sampleMessage('opened'), config, {
    ...sampleContext,
    baseUrls: { github: 'http://10.0.0.1' },
  });
  expect(request).toMatchObject({ url: 'https://github.example.com/api/v3/repos/acme/shop/issues' });
  expect(request).not.toHaveProperty('isOperatorUrl');
});

test.each(['acme', 'acme/..', 'acme/shop/issues', '../acme', 'acme/sh op'])(
  '%s is no repository',
  (repository) => {
    const config = { ...githubSample.config(''), repository };
    expect(githubKind.configSchema.safeParse(config).success).toBe(false);
  },
);
