import { expect, test } from 'vitest';
import { describeBacktest } from '@/lib/backtests/rules/describe-backtest';

const outcome = (incidents: number, alerts: number) => ({
  incidents,
  alerts,
  escalations: 0,
  downtime_seconds: 0,
  degraded_seconds: 0,
});

test.each([
  [
    outcome(12, 41),
    outcome(3, 5),
    30,
    'With these settings the last 30 days would have opened 3 incidents and sent 5 alerts, in place of 12 and 41.',
  ],
  [
    outcome(1, 2),
    outcome(1, 2),
    1,
    'With these settings the last day would have opened 1 incident and sent 2 alerts, as many as they do now.',
  ],
])('says what it comes to', (as_is, tried, days, words) => {
  expect(describeBacktest({ as_is, tried }, days)).toBe(words);
});
