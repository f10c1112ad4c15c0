import { expect, test } from 'vitest';
import { isTouched } from '@/components/live/touched';

test('a check refreshes its own monitor’s page and nobody else’s', () => {
  const change = { topic: 'checks', ids: ['mon_a'] } as const;
  expect(isTouched('/monitors/mon_a/checks?limit=20', change)).toBe(true);
  expect(isTouched('/monitors/mon_b', change)).toBe(false);
  expect(isTouched('/monitors?limit=50', change)).toBe(false);
});

test('a ping refreshes the page of its heartbeat, and its spans only with its state', () => {
  const change = { topic: 'pings', ids: ['mon_a'] } as const;
  expect(isTouched('/monitors/mon_a', change)).toBe(true);
  expect(isTouched('/monitors/mon_a/pings?limit=20', change)).toBe(true);
  expect(isTouched('/monitors/mon_a/spans', change)).toBe(false);
  expect(isTouched('/monitors/mon_b/pings', change)).toBe(false);
  expect(isTouched('/monitors/mon_a/spans', { topic: 'monitors', ids: ['mon_a'] })).toBe(true);
});

test('a new state refreshes lists and the overview, but no channel', () => {
  const change = { topic: 'monitors', ids: ['mon_a'] } as const;
  expect(isTouched('/monitors?limit=50', change)).toBe(true);
  expect(isTouched('/dashboard/summary', change)).toBe(true);
  expect(isTouched('/channels?limit=200', change)).toBe(false);
});

test('after a gap in the stream everything is asked for again', () => {
  expect(isTouched('/anything', null)).toBe(true);
});
