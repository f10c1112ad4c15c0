import { expect, test } from 'vitest';
import { restAfterMs } from '@/lib/alerting/rules/rest';
import type { Settlement } from '@/lib/alerting/rules/settle';

const retry: Settlement = {
  kind: 'retry',
  reason: 'The receiver answered 429.',
  afterMs: 7000,
  giveUpAt: new Date('2026-03-02T12:00:00Z'),
  isLate: false,
};
const answer = (statusCode: number | null, retryAfterMs: number | null = null) => ({
  statusCode,
  verdict: { kind: 'retry' as const, reason: '', retryAfterMs },
});

test.for<[string, ReturnType<typeof answer>, number]>([
  ['429 rests as long as the message itself waits', answer(429), 7000],
  ['a wait that is named rests so long, whatever the status', answer(503, 20_000), 20_000],
  ['for an hour at most', answer(429, 86_400_000), 3_600_000],
  ['500 is about one message', answer(500), 0],
  ['no answer is about one message', answer(null), 0],
])('%s', ([, attempt, expected]) => {
  expect(restAfterMs(retry, attempt, 'opened')).toBe(expected);
});

test('429 without a named wait rests for an hour at most', () => {
  expect(restAfterMs({ ...retry, afterMs: 7_200_000 }, answer(429), 'opened')).toBe(3_600_000);
});

test('neither a test of a person nor what is settled holds anybody up', () => {
  expect(restAfterMs(retry, answer(429, 20_000), 'test')).toBe(0);
  expect(restAfterMs({ kind: 'delivered' }, { statusCode: 200, verdict: { kind: 'ok' } }, 'opened')).toBe(0);
  const failed: Settlement = { kind: 'failed', reason: '', disablesChannel: false };
  expect(restAfterMs(failed, answer(429, 20_000), 'opened')).toBe(0);
});
