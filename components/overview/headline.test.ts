import { expect, test } from 'vitest';
import { type Counts, headline } from '@/components/overview/headline';

const none: Counts = { pending: 0, up: 0, degraded: 0, down: 0, paused: 0, maintenance: 0, unknown: 0 };

test.each([
  [{ down: 1, up: 40, degraded: 3 }, 'down', 'One monitor is down'],
  [{ down: 2 }, 'down', '2 monitors are down'],
  [{ degraded: 1, up: 3 }, 'degraded', 'One monitor is degraded'],
  [{ up: 12, unknown: 2 }, 'unknown', '2 monitors are not being checked'],
  [{ up: 12, paused: 4 }, 'up', 'All 12 are up'],
  [{ up: 1 }, 'up', 'The one monitor is up'],
  [{ up: 12, maintenance: 3 }, 'up', 'All 12 are up'],
  [{ maintenance: 3, paused: 1 }, 'maintenance', '3 monitors are in maintenance'],
  [{ paused: 4 }, 'paused', 'Everything is paused'],
  [{}, 'unknown', 'Nothing is watched yet'],
])('%o is said by its worst', (counts, state, words) => {
  expect(headline({ ...none, ...counts })).toEqual({ state, words });
});
