import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  patienceMs,
  planRetry,
  retryCeilingsMs,
  retryHorizonMs,
  shortestWaitMs,
} from '@/lib/alerting/rules/retry-schedule';
import { settle } from '@/lib/alerting/rules/settle';

const now = new Date('2026-03-01T12:00:00Z');

test.each([
  [1, 5_000],
  [2, 30_000],
  [3, 120_000],
  [4, 600_000],
  [5, 1_800_000],
  [6, 7_200_000],
  [7, 7_200_000],
  [40, 7_200_000],
])('after attempt %i the next one comes within %i ms', (attemptCount, ceilingMs) => {
  const giveUpAt = new Date(now.getTime() + retryHorizonMs - patienceMs);
  const latest = planRetry({ attemptCount, now, giveUpAt, retryAfterMs: null, random: 1 });
  expect(latest).toMatchObject({ kind: 'retry', afterMs: ceilingMs });
  const soonest = planRetry({ attemptCount, now, giveUpAt, retryAfterMs: null, random: 0 });
  expect(soonest).toMatchObject({ kind: 'retry', afterMs: shortestWaitMs });
});

test.each([
  // [what, seconds since the first failure, attempts so far, asked to wait for, dice] → [next attempt after, others are told]
  ['the first failure', 0, 1, null, 1, 5, false],
  ['a wait that ends within the patience', 30, 3, null, 1, 120, false],
  ['a wait that goes beyond it ends with it', 100, 4, null, 1, 200, false],
  ['a wait asked for ends after it', 0, 1, 3600, 0.5, 3600, true],
  ['a wait asked for ends with it', 0, 1, 300, 0.5, 300, false],
  ['the failure at its end', 300, 5, null, 1, 1800, true],
  ['the failure at its end, whatever the dice say', 300, 5, null, 0, 1, true],
  ['a moment before its end', 299.5, 5, null, 1, 1, true],
  ['hours later', 7200, 9, null, 0.5, 3600, true],
])('%s', (_what, sinceSeconds, attemptCount, askedSeconds, random, afterSeconds, isLate) => {
  const giveUpAt = new Date(now.getTime() - sinceSeconds * 1000 + retryHorizonMs);
  const retryAfterMs = askedSeconds === null ? null : askedSeconds * 1000;
  const retry = planRetry({ attemptCount, now, giveUpAt, retryAfterMs, random });
  expect(retry).toEqual({ kind: 'retry', afterMs: afterSeconds * 1000, giveUpAt, isLate });
});

test('one attempt is at the end of the patience, however the dice fall, and others are told after it and not before', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0.01, max: 1, noNaN: true })), (dice) => {
      let [elapsedMs, isLate] = [0, false];
      let giveUpAt: Date | null = null;
      for (let attemptCount = 1; !isLate; attemptCount += 1) {
        expect(elapsedMs).toBeLessThanOrEqual(patienceMs);
        const random = dice.next().value ?? 0.5;
        const at = new Date(now.getTime() + elapsedMs);
        const retry = planRetry({ attemptCount, now: at, giveUpAt, retryAfterMs: null, random });
        if (retry.kind !== 'retry') throw new Error('the horizon is a day away');
        ({ giveUpAt, isLate } = retry);
        if (!isLate) elapsedMs += retry.afterMs;
      }
      expect(patienceMs - elapsedMs).toBeLessThan(shortestWaitMs);
    }),
  );
});

test('a receiver that asks to wait is never asked sooner, except by the last attempt at the horizon', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 10 * retryHorizonMs }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attemptCount, retryAfterMs, random) => {
        const retry = planRetry({ attemptCount, now, giveUpAt: null, retryAfterMs, random });
        if (retry.kind !== 'retry') throw new Error('the horizon is a day away');
        expect(retry.afterMs).toBeGreaterThanOrEqual(Math.min(retryAfterMs, retryHorizonMs));
        expect(retry.afterMs).toBeLessThanOrEqual(retryHorizonMs);
      },
    ),
  );
});

test('attempts go on for exactly a day, however the dice fall, and then end', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (dice) => {
      let at = now;
      let giveUpAt: Date | null = null;
      for (let attemptCount = 1; ; attemptCount += 1) {
        const random = dice.next().value ?? 0.5;
        const retry = planRetry({ attemptCount, now: at, giveUpAt, retryAfterMs: null, random });
        if (retry.kind === 'give_up') break;
        at = new Date(at.getTime() + retry.afterMs);
        giveUpAt = retry.giveUpAt;
        if (random === 0 && attemptCount > 200) return;
      }
      expect(at.getTime() - now.getTime()).toBe(retryHorizonMs);
    }),
    { numRuns: 50 },
  );
});

test('the ceilings only grow', () => {
  expect([...retryCeilingsMs].sort((a, b) => a - b)).toEqual([...retryCeilingsMs]);
});

const facts = { transition: 'opened' as const, attemptCount: 1, giveUpAt: null, now, random: 0.5 };

test('accepted is delivered, gone is failed, anything else is tried again', () => {
  expect(settle({ kind: 'ok' }, facts)).toEqual({ kind: 'delivered' });
  expect(settle({ kind: 'permanent', reason: 'gone', disablesChannel: true }, facts)).toEqual({
    kind: 'failed',
    reason: 'gone',
    disablesChannel: true,
  });
  expect(settle({ kind: 'retry', reason: '500', retryAfterMs: 9000 }, facts)).toMatchObject({
    kind: 'retry',
    afterMs: 9000,
  });
});

test('a test is tried once, and an alert fails only when its day is over', () => {
  const verdict = { kind: 'retry' as const, reason: '500', retryAfterMs: null };
  expect(settle(verdict, { ...facts, transition: 'test' })).toMatchObject({ kind: 'failed' });
  expect(settle(verdict, { ...facts, giveUpAt: now })).toMatchObject({
    kind: 'failed',
    reason: '500 (given up after 24 h)',
  });
});
