import { expect, test } from 'vitest';
import { barsOf, initialsOf, midnights, withGaps } from '@/components/on-call/bars';

const at = (text: string) => Date.parse(text);

function shift(name: string, from: string, to: string, layer_id: string | null = 'first') {
  return { user_id: name, name, starts_at: `2026-03-${from}:00Z`, ends_at: `2026-03-${to}:00Z`, layer_id };
}

test('turns of one person that meet are one bar, and an override is another', () => {
  const bars = barsOf([
    shift('ada', '01T00:00', '02T00:00'),
    shift('ada', '02T00:00', '03T00:00', 'second'),
    shift('ada', '03T00:00', '03T06:00', null),
    shift('ada', '04T00:00', '05T00:00'),
  ]);
  expect(bars.map(({ fromMs, toMs, isOverride }) => [fromMs, toMs, isOverride])).toEqual([
    [at('2026-03-01T00:00Z'), at('2026-03-03T00:00Z'), false],
    [at('2026-03-03T00:00Z'), at('2026-03-03T06:00Z'), true],
    [at('2026-03-04T00:00Z'), at('2026-03-05T00:00Z'), false],
  ]);
});

test('with its gaps a line has no hole from its beginning to its end', () => {
  const [fromMs, toMs] = [at('2026-03-01T00:00Z'), at('2026-03-08T00:00Z')];
  const all = withGaps(
    barsOf([shift('ada', '02T00:00', '03T00:00'), shift('ben', '03T00:00', '04T00:00')]),
    fromMs,
    toMs,
  );
  expect(all.map(({ userId }) => userId)).toEqual([null, 'ada', 'ben', null]);
  expect(all[0]?.fromMs).toBe(fromMs);
  expect(all.at(-1)?.toMs).toBe(toMs);
  expect(all.slice(1).map((bar) => bar.fromMs)).toEqual(all.slice(0, -1).map((bar) => bar.toMs));
  expect(withGaps([], fromMs, toMs)).toHaveLength(1);
});

test('days begin at their midnight, also where the clocks change', () => {
  const days = midnights('Europe/Berlin', at('2026-03-28T12:00Z'), at('2026-03-31T12:00Z'));
  expect(days).toEqual([
    { ms: at('2026-03-28T23:00Z'), isMonday: false },
    { ms: at('2026-03-29T22:00Z'), isMonday: true },
    { ms: at('2026-03-30T22:00Z'), isMonday: false },
  ]);
});

test('where there is no room for a name its initials stand', () => {
  expect(['Ada Lovelace', 'élodie', 'ada@example.com', 'Dan Ó Briain', ''].map(initialsOf)).toEqual([
    'AL',
    'É',
    'AE',
    'DÓ',
    '',
  ]);
});
