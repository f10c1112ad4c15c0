import fc from 'fast-check';
import type { Override, Rota } from '@/lib/on-call/rules/rota';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
];

/** From before one change of the clocks to after the next, in every zone above. */
const first = Date.UTC(2026, 1, 1);
const last = Date.UTC(2026, 11, 1);

/** The end of February to December 2026. */
export const anyInstant = fc
  .integer({ min: first / minuteMs, max: last / minuteMs })
  .map((minute) => minute * minuteMs);

const people = ['ada', 'ben', 'cleo', 'dan'];

const anyRestriction = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    fromMinute: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    lengthMinutes: fc.integer({ min: 1, max: 96 }).map((quarter) => quarter * 15),
  })
  .map(({ days, fromMinute, lengthMinutes }) => ({ days, fromMinute, toMinute: fromMinute + lengthMinutes }));

export const anyRota: fc.Arbitrary<Rota> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    layers: fc.array(
      fc.record({
        userIds: fc.array(fc.constantFrom(...people), { maxLength: 5 }),
        every: fc.integer({ min: 1, max: 4 }),
        unit: fc.constantFrom('hour', 'day', 'week'),
        startsMs: anyInstant,
        restrictions: fc.array(anyRestriction, { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ timeZone, layers }) => ({
    timeZone,
    layers: layers.map((layer, index) => ({ ...layer, id: `layer-${index}` })),
  }));

export const anyOverrides: fc.Arbitrary<Override[]> = fc
  .array(
    fc.record({
      userId: fc.constantFrom(...people, 'eve'),
      fromMs: anyInstant,
      lengthMs: fc.integer({ min: 1, max: 60 * dayMs }),
    }),
    { maxLength: 3 },
  )
  .map((all) =>
    all.map(({ userId, fromMs, lengthMs }, index) => ({
      id: `ovr-${index}`,
      userId,
      fromMs,
      toMs: fromMs + lengthMs,
    })),
  );

/** A window of up to three weeks. */
export const anyWindow = fc
  .tuple(anyInstant, fc.integer({ min: 1, max: 21 * dayMs }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
