import { expect, test } from 'vitest';
import { allZones, findZones, offsetWords, viewerZone } from '@/components/time/zones';

test.each([
  ['new york', 'America/New_York'],
  ['BERLIN', 'Europe/Berlin'],
  ['amer chic', 'America/Chicago'],
  ['utc', 'UTC'],
])('“%s” finds %s', (query, zone) => {
  expect(findZones(allZones(), query)).toContain(zone);
});

test('the zone of the viewer comes first, each zone once, and a page of them is enough', () => {
  const zones = allZones();
  expect(zones[0]).toBe(viewerZone());
  expect(new Set(zones).size).toBe(zones.length);
  expect(findZones(zones, '')).toHaveLength(60);
  expect(findZones(zones, 'no such place')).toEqual([]);
});

test('an offset is that of the instant', () => {
  expect(offsetWords('Europe/Berlin', Date.UTC(2026, 0, 1))).toBe('GMT+1');
  expect(offsetWords('Europe/Berlin', Date.UTC(2026, 6, 1))).toBe('GMT+2');
  expect(offsetWords('Nowhere', 0)).toBe('');
});
