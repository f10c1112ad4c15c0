import { describe, expect, it, test } from 'vitest';
import { readFlipWindow, toFlips } from '@/lib/compat/rules/healthchecks-flips';
import { matchChecksRoute } from '@/lib/compat/rules/healthchecks-route';

const always = { fromMs: 0, toMs: Number.POSITIVE_INFINITY };
const at = (minute: number) => `2026-03-01T00:0${minute}:00.500Z`;

describe('flips', () => {
  it('are the turns between up and not up, newest first; unwatched time is none', () => {
    const spans = [
      { state: 'unknown' as const, started_at: at(0) },
      { state: 'up' as const, started_at: at(1) },
      { state: 'unknown' as const, started_at: at(2) },
      { state: 'degraded' as const, started_at: at(3) },
      { state: 'down' as const, started_at: at(4) },
      { state: 'paused' as const, started_at: at(5) },
      { state: 'up' as const, started_at: at(6) },
    ];
    expect(toFlips(spans, always)).toEqual([
      { timestamp: '2026-03-01T00:06:00+00:00', up: 1 },
      { timestamp: '2026-03-01T00:04:00+00:00', up: 0 },
      { timestamp: '2026-03-01T00:01:00+00:00', up: 1 },
    ]);
    const window = { fromMs: Date.parse(at(4)), toMs: Date.parse(at(6)) };
    expect(toFlips(spans, window)).toHaveLength(1);
  });

  test.each([
    ['', always],
    ['start=10', { ...always, fromMs: 10_000 }],
    ['end=20', { fromMs: 0, toMs: 20_000 }],
    ['seconds=5', { ...always, fromMs: 95_000 }],
    ['start=96&seconds=5', { ...always, fromMs: 96_000 }],
    ['start=x', null],
    ['start=-1', null],
    ['end=1.5', null],
    ['start=10000000001', null],
    ['seconds=31536001', null],
  ])('?%s', (query, window) => {
    expect(readFlipWindow(new URLSearchParams(query), 100_000)).toEqual(window);
  });
});

test.each([
  ['checks', { to: 'checks' }],
  ['checks/a', { to: 'check', name: 'a' }],
  ['checks/a/pause', { to: 'pause', name: 'a' }],
  ['checks/a/resume', { to: 'resume', name: 'a' }],
  ['checks/a/pings', { to: 'pings', name: 'a' }],
  ['checks/a/flips', { to: 'flips', name: 'a' }],
  ['checks/a/pings/7/body', { to: 'ping_body', name: 'a', n: '7' }],
  ['channels', { to: 'channels' }],
  ['badges', { to: 'badges' }],
  ['status', { to: 'status' }],
  ['', null],
  ['nothing', null],
  ['channels/a', null],
  ['checks/a/nothing', null],
  ['checks/a/pings/7', null],
  ['checks/a/pings/7/body/more', null],
  ['checks/a/pause/b', null],
])('what stands at %s', (path, route) => {
  expect(matchChecksRoute(path.split('/').filter((part) => part !== ''))).toEqual(route);
});
