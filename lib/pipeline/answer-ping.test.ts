import { expect, test } from 'vitest';
import { type AnswerDeps, answerPing, createPingLimits, type PingRequest } from '@/lib/pipeline/answer-ping';

type Received = Parameters<AnswerDeps['submit']>[0];
type Committed = Awaited<ReturnType<AnswerDeps['submit']>>;
type Created = Awaited<ReturnType<AnswerDeps['create']>>;

const key = 'fqowkprlk0fsugjzpwd5zd';
const path = `/ping/${key}/nightly`;

/** `committed`: what becomes of the first ping, of the second, and so on; the last one stands for all after it. */
function startReceiver({ committed, created = 'created' }: { committed: Committed[]; created?: Created }) {
  const submitted: Received[] = [];
  const makings: unknown[] = [];
  const deps: AnswerDeps = {
    submit: async (ping) => {
      submitted.push(ping);
      return committed[Math.min(submitted.length, committed.length) - 1] ?? 'failed';
    },
    create: async (target, settings) => {
      makings.push({ ...target, ...settings });
      return created;
    },
    bodyLimitBytes: 10,
    nowMs: () => 0,
    limits: createPingLimits(),
  };
  const ask = async (query: string, more: Partial<PingRequest> = {}) => {
    const request = { method: 'GET', path, query, address: '203.0.113.9', userAgent: null, readBody: null };
    const { status, body } = await answerPing({ ...request, ...more }, deps);
    return `${status} ${body}`;
  };
  return { submitted, makings, ask };
}

test.each([
  ['created', 'recorded', '201 Created'],
  ['created', 'ignored', '201 Created'],
  ['exists', 'recorded', '200 OK'],
  ['not_found', 'recorded', '404 not found'],
  ['created', 'unavailable', '503 temporarily unavailable'],
  ['unavailable', 'recorded', '503 temporarily unavailable'],
  ['failed', 'recorded', '500 internal error'],
] as const)(
  'a first ping whose heartbeat is %s, and which is then %s, is answered %s',
  async (created, then, said) => {
    const { ask, makings } = startReceiver({ committed: ['not_found', then], created });
    expect(await ask('create=1&period=600')).toBe(said);
    expect(makings).toEqual([
      {
        kind: 'slug',
        pingKey: key,
        slug: 'nightly',
        schedule: { kind: 'period', period_seconds: 600 },
        graceSeconds: 3600,
      },
    ]);
  },
);

test('nothing is made without create=1, nor where the heartbeat is there, nor for a bad setting', async () => {
  const missing = startReceiver({ committed: ['not_found'] });
  expect(await missing.ask('')).toBe('404 not found');
  expect(await missing.ask('create=1&period=5')).toMatch(/^400 invalid period/);
  expect(missing.makings).toEqual([]);
  const present = startReceiver({ committed: ['recorded'] });
  expect(await present.ask('create=1')).toBe('200 OK');
  expect(present.makings).toEqual([]);
});

test('a ping key makes five hundred heartbeats at once and no more', async () => {
  const { ask, makings } = startReceiver({ committed: ['not_found'], created: 'exists' });
  for (let index = 0; index < 600; index += 1)
    await ask('create=1', { path: `${path}-${index}`, address: null });
  expect(makings).toHaveLength(500);
});

test('words of the query are the body where there is no other, and cut like one', async () => {
  const { ask, submitted } = startReceiver({ committed: ['recorded'] });
  await ask('state=fail&message=disk');
  await ask('state=fail&message=disk', { readBody: async () => Buffer.from('body') });
  await ask('state=fail&message=disk%20is%20full%20again');
  await ask('message=plain', { readBody: async () => null });
  expect(submitted.map(({ body }) => body?.toString() ?? null)).toEqual(['disk', 'body', 'disk is fu', null]);
});

test('a body for which there is no room is to come again, and is no ping', async () => {
  const { ask, submitted } = startReceiver({ committed: ['recorded'] });
  expect(await ask('', { readBody: async () => 'busy' })).toBe('503 temporarily unavailable');
  expect(submitted).toEqual([]);
});

test('strangers are counted by network, IPv6 by its /64, and what is recorded is not counted', async () => {
  const lost = startReceiver({ committed: ['not_found'] });
  const from = (index: number) => ({ path: `${path}-${index}`, address: `2001:db8::${index.toString(16)}` });
  for (let index = 0; index < 100; index += 1) expect(await lost.ask('', from(index))).toBe('404 not found');
  expect(await lost.ask('', from(101))).toBe('429 rate limit exceeded');
  expect(await lost.ask('', { ...from(102), address: '2001:db8:0:1::1' })).toBe('404 not found');
  const found = startReceiver({ committed: ['recorded'] });
  for (let index = 0; index < 300; index += 1) expect(await found.ask('', from(index))).toBe('200 OK');
});
