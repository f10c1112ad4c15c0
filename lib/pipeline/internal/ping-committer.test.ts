import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PingCommitter } from '@/lib/pipeline/internal/ping-committer';
import type { ReceivedPing, RecordedPings } from '@/lib/pipeline/internal/ping-types';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const nowMs = () => performance.now();

function ping(name: string, more: Partial<ReceivedPing> = {}): ReceivedPing {
  return {
    target: { kind: 'slug', pingKey: 'k'.repeat(22), slug: name },
    action: 'success',
    exitStatus: null,
    signal: null,
    rid: null,
    durationMs: null,
    method: 'GET',
    userAgent: null,
    address: null,
    body: null,
    arrivedMs: nowMs(),
    ...more,
  };
}

const nameOf = ({ target }: ReceivedPing) => (target.kind === 'slug' ? target.slug : target.uuid);
const recordedAll = (pings: readonly ReceivedPing[]): RecordedPings => ({
  outcomes: pings.map(() => 'recorded'),
  deliveries: 0,
  dbNowMs: 0,
  changed: [],
});
const fault = (code: string) => Object.assign(new Error(code), { code });
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A committer whose batches end when the test says so. */
function startCommitter() {
  const batches: { names: string[]; succeed: () => void; fail: (error: Error) => void }[] = [];
  const recorded: RecordedPings[] = [];
  const committer = new PingCommitter({
    record: (pings) =>
      new Promise((resolve, reject) => {
        batches.push({ names: pings.map(nameOf), succeed: () => resolve(recordedAll(pings)), fail: reject });
      }),
    onRecorded: (one) => void recorded.push(one),
    nowMs,
    logger: pino({ level: 'silent' }),
  });
  const submit = (...names: string[]) => names.map((name) => committer.submit(ping(name)));
  return { committer, batches, recorded, submit };
}

/** A committer over a function that answers or throws by itself. */
function committerOver(record: (names: string[]) => void) {
  const calls: string[][] = [];
  const committer = new PingCommitter({
    record: async (pings) => {
      const names = pings.map(nameOf);
      calls.push(names);
      record(names);
      return recordedAll(pings);
    },
    onRecorded: () => {},
    nowMs,
    logger: pino({ level: 'silent' }),
  });
  return { committer, calls };
}

test('pings of one turn go together at once, those that come meanwhile go together after it, in their order', async () => {
  const { batches, submit } = startCommitter();
  const first = submit('a', 'b');
  await soon();
  const second = submit('c');
  await soon();
  const third = submit('d', 'e');
  await soon();
  expect(batches.map(({ names }) => names)).toEqual([['a', 'b']]);
  batches[0]?.succeed();
  expect(await Promise.all(first)).toEqual(['recorded', 'recorded']);
  await soon();
  expect(batches.map(({ names }) => names)).toEqual([
    ['a', 'b'],
    ['c', 'd', 'e'],
  ]);
  batches[1]?.succeed();
  expect(await Promise.all([...second, ...third])).toEqual(['recorded', 'recorded', 'recorded']);
});

test('after a batch of many the next one waits a millisecond for company, unless it has enough', async () => {
  const { batches, submit } = startCommitter();
  const many = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
  submit(...many(40));
  await soon();
  batches[0]?.succeed();
  await soon();
  submit('a');
  await soon();
  submit('b');
  expect(batches).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(batches[1]?.names).toEqual(['a', 'b']);
  submit(...many(20));
  batches[1]?.succeed();
  await soon();
  await soon();
  expect(batches[2]?.names).toHaveLength(20);
  batches[2]?.succeed();
  await soon();
  submit('c');
  submit(...many(19));
  await soon();
  expect(batches[3]?.names).toHaveLength(20);
});

test('nothing is answered before its batch is committed', async () => {
  const { batches, submit } = startCommitter();
  const answered = vi.fn();
  const [open] = submit('a');
  void open?.then(answered);
  await vi.advanceTimersByTimeAsync(4_000);
  await soon();
  expect(answered).not.toHaveBeenCalled();
  batches[0]?.succeed();
  expect(await open).toBe('recorded');
});

test('a batch has at most 500 pings and 4 MB, and two are written at once', async () => {
  const { committer, batches, submit } = startCommitter();
  submit(...Array.from({ length: 1200 }, (_, index) => `p${index}`));
  await soon();
  expect(batches.map(({ names }) => names.length)).toEqual([500, 500]);
  batches[1]?.succeed();
  batches[0]?.succeed();
  await soon();
  await soon();
  expect(batches.map(({ names }) => names.length)).toEqual([500, 500, 200]);
  expect(batches[2]?.names[0]).toBe('p1000');
  batches[2]?.succeed();
  await soon();
  const body = Buffer.alloc(1_000_000);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) void committer.submit(ping(name, { body }));
  await vi.advanceTimersByTimeAsync(1);
  expect(batches[3]?.names).toEqual(['a', 'b', 'c', 'd']);
});

test('while Postgres is away pings wait, are tried again, and are told to come back after four and a half seconds', async () => {
  let isAway = true;
  const { committer, calls } = committerOver(() => {
    if (isAway) throw fault('ECONNREFUSED');
  });
  const early = committer.submit(ping('early'));
  await vi.advanceTimersByTimeAsync(4_400);
  const late = committer.submit(ping('late'));
  const answered = vi.fn();
  void early.then(answered);
  expect(answered).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(await early).toBe('unavailable');
  expect(calls.length).toBeGreaterThan(5);
  isAway = false;
  await vi.advanceTimersByTimeAsync(500);
  await soon();
  expect(await late).toBe('recorded');
  expect(calls.at(-1)).toEqual(['late']);
});

test('a connection that says nothing costs its pings four and a half seconds and the next ones ten', async () => {
  const { batches, submit } = startCommitter();
  const stuck = submit('stuck');
  await soon();
  await vi.advanceTimersByTimeAsync(4_600);
  expect(await Promise.all(stuck)).toEqual(['unavailable']);
  await vi.advanceTimersByTimeAsync(5_000);
  const next = submit('next');
  await vi.advanceTimersByTimeAsync(600);
  await soon();
  expect(batches.map(({ names }) => names)).toEqual([['stuck'], ['next']]);
  batches[1]?.succeed();
  expect(await Promise.all(next)).toEqual(['recorded']);
});

test('one ping that cannot be stored fails alone', async () => {
  const names = Array.from({ length: 300 }, (_, index) => (index === 117 ? 'poison' : `p${index}`));
  const { committer, calls } = committerOver((batch) => {
    if (batch.includes('poison')) throw fault('22021');
  });
  const answers = await Promise.all(names.map((name) => committer.submit(ping(name))));
  expect(
    answers.map((answer, index) => [names[index], answer]).filter(([, answer]) => answer !== 'recorded'),
  ).toEqual([['poison', 'failed']]);
  expect(calls.length).toBeLessThan(25);
  const stored = calls.filter((batch) => !batch.includes('poison')).flat();
  expect(stored).toHaveLength(new Set(stored).size);
});

test('a row that others hold keeps back its own ping and no neighbour', async () => {
  let isHeld = true;
  const { committer } = committerOver((batch) => {
    if (isHeld && batch.includes('held')) throw fault('55P03');
  });
  const held = committer.submit(ping('held'));
  const others = ['a', 'b', 'c'].map((name) => committer.submit(ping(name)));
  expect(await Promise.all(others)).toEqual(['recorded', 'recorded', 'recorded']);
  isHeld = false;
  await vi.advanceTimersByTimeAsync(500);
  await soon();
  expect(await held).toBe('recorded');
});

test('the queue is bounded: what has no room is told to come back at once', async () => {
  const { committer, submit } = startCommitter();
  submit(...Array.from({ length: 51_000 }, (_, index) => `p${index}`));
  expect(await committer.submit(ping('one too many'))).toBe('unavailable');
  const { committer: heavy } = startCommitter();
  const body = Buffer.alloc(1_000_000);
  for (let index = 0; index < 67; index += 1) void heavy.submit(ping(`p${index}`, { body }));
  expect(await heavy.submit(ping('heavy', { body }))).toBe('unavailable');
});

test('the low watermark is the arrival of the oldest ping that is not committed', async () => {
  const { committer, batches, submit } = startCommitter();
  expect(committer.lowWatermarkMs()).toBe(nowMs());
  const firstMs = nowMs();
  submit('a');
  await soon();
  await vi.advanceTimersByTimeAsync(50);
  const secondMs = nowMs();
  submit('b');
  await vi.advanceTimersByTimeAsync(50);
  expect(committer.lowWatermarkMs()).toBe(firstMs);
  batches[0]?.succeed();
  await soon();
  await soon();
  expect(committer.lowWatermarkMs()).toBe(secondMs);
  batches[1]?.fail(fault('57P01'));
  await soon();
  expect(committer.lowWatermarkMs()).toBe(secondMs);
  await vi.advanceTimersByTimeAsync(100);
  await soon();
  batches[2]?.succeed();
  await soon();
  expect(committer.lowWatermarkMs()).toBe(nowMs());
});

test('each outcome goes to its own ping, and what was recorded is told once', async () => {
  const told: number[] = [];
  const committer = new PingCommitter({
    record: async () => ({
      outcomes: ['not_found', 'recorded', 'ambiguous', 'ignored'],
      deliveries: 3,
      dbNowMs: 0,
      changed: [],
    }),
    onRecorded: ({ deliveries }) => void told.push(deliveries),
    nowMs,
    logger: pino({ level: 'silent' }),
  });
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => committer.submit(ping(name))));
  expect(answers).toEqual(['not_found', 'recorded', 'ambiguous', 'ignored']);
  expect(told).toEqual([3]);
});
