import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bringBack } from '@/lib/heartbeats/rules/bring-back';
import { hourly, live, minute } from '@/lib/heartbeats/rules/testing';

const at = (story: string, now: number) => bringBack(live(hourly, story).after, hourly, now * minute);

test('a ping that lies ahead came now, and its deadline is no later than that makes it', () => {
  const after = at('success@100', 40);
  expect(after).toMatchObject({ lastPingMs: 40 * minute, lastSuccessMs: 40 * minute });
  expect(after?.deadlineMs).toBe(110 * minute);
});

test('a run that lies ahead began now', () => {
  expect(at('success@30 start@100', 40)).toMatchObject({
    runs: [{ startedMs: 40 * minute, timerMs: 40 * minute }],
    deadlineMs: 50 * minute,
  });
});

test('what is longer waited for than after a ping now is waited for as long as that', () => {
  const forgiven = { ...live(hourly, 'success@30').after, expectedMs: 500 * minute };
  expect(bringBack(forgiven, hourly, 40 * minute)).toMatchObject({
    lastPingMs: 30 * minute,
    deadlineMs: 110 * minute,
  });
});

test.each(['', 'success@30', 'success@30 start@35', 'fail@20', 'success@30 pause@31'])(
  'where nothing lies ahead nothing changes: %s',
  (story) => expect(at(story, 40)).toBeNull(),
);

test('no deadline comes before a job that calls in time from now on, and none later than one period and grace', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (pinged, now) => {
      const before = live(hourly, `success@${pinged}`).after;
      const deadlineMs = bringBack(before, hourly, now * minute)?.deadlineMs ?? before.deadlineMs ?? 0;
      expect(deadlineMs).toBe(Math.min(pinged + 70, now + 70) * minute);
    }),
  );
});
