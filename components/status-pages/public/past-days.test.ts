import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatsOf } from '@/components/status-pages/public/formats';
import { lastDays } from '@/components/status-pages/public/past-days';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { builtAtMs, incidentFacts, pageFacts } from '@/lib/snapshots/testing/facts';

const dayMs = 86_400_000;
const formats = formatsOf('en', 'UTC');

function daysAgo(...ages: number[]) {
  const incidents = ages.map((age) => {
    const startedAtMs = builtAtMs - age * dayMs;
    return incidentFacts({ status: 'resolved', startedAtMs, resolvedAtMs: startedAtMs + 60_000 });
  });
  return lastDays(viewPage(pageFacts({ incidents })));
}

test('quiet days in a row are one entry, and a day of incidents stands alone', () => {
  expect(daysAgo(5, 6).map(({ day, firstDay, incidents }) => [day, firstDay, incidents.length])).toEqual([
    ['2026-03-14', '2026-03-10', 0],
    ['2026-03-09', undefined, 1],
    ['2026-03-08', undefined, 1],
    ['2026-03-07', '2026-03-01', 0],
  ]);
  expect(formats.longDays('2026-03-10', '2026-03-14')).toMatch(/^March 10\s–\s14, 2026$/);
});

test('whatever happened, each of the fourteen days is told of once, newest first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 20 }), (ages) => {
      const days = daysAgo(...ages);
      const told = days.flatMap(({ day, firstDay = day }) => {
        const length = (Date.parse(day) - Date.parse(firstDay)) / dayMs + 1;
        return Array.from({ length }, (_, index) =>
          new Date(Date.parse(day) - index * dayMs).toISOString().slice(0, 10),
        );
      });
      const all = Array.from({ length: 14 }, (_, index) =>
        new Date(builtAtMs - index * dayMs).toISOString().slice(0, 10),
      );
      expect(told).toEqual(all);
      const shown = days.reduce((sum, { incidents }) => sum + incidents.length, 0);
      expect(shown).toBe(ages.filter((age) => age < 14).length);
    }),
  );
});
