import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpanState } from '@/lib/monitors/constants';
import {
  findTailChange,
  leaveOffUnwatched,
  type Mask,
  maskPieces,
  type Piece,
  unmaskPieces,
} from '@/lib/pipeline/rules/mask-spans';

type Short = [SpanState, number, number | null];

const pieces = (...list: Short[]): Piece<number>[] =>
  list.map(([state, startedAtMs, endedAtMs], index) => ({
    state,
    startedAtMs,
    endedAtMs,
    origin: { kind: 'stored', kept: index },
  }));
const short = (list: readonly Piece<number>[]): Short[] =>
  list.map(({ state, startedAtMs, endedAtMs }) => [state, startedAtMs, endedAtMs]);

describe('a window that begins', () => {
  const begun = { fromMs: 100, toMs: null, declaredFromMs: 100 };
  test.each<[string, Short[], Partial<Mask>, Short[]]>([
    [
      'at its instant',
      [['up', 0, null]],
      {},
      [
        ['up', 0, 100],
        ['maintenance', 100, null],
      ],
    ],
    [
      'a little late, over what was seen meanwhile',
      [
        ['up', 0, 103],
        ['down', 103, null],
      ],
      {},
      [
        ['up', 0, 100],
        ['maintenance', 100, null],
      ],
    ],
    ['before the first verdict', [], {}, [['maintenance', 100, null]]],
    ['over a paused monitor', [['paused', 50, null]], {}, [['paused', 50, null]]],
    [
      'over one that was paused for a while',
      [
        ['up', 0, 110],
        ['paused', 110, 120],
        ['up', 120, null],
      ],
      {},
      [
        ['up', 0, 100],
        ['maintenance', 100, 110],
        ['paused', 110, 120],
        ['maintenance', 120, null],
      ],
    ],
    [
      'over one that nobody watches',
      [['unknown', 50, null]],
      {},
      [
        ['unknown', 50, 100],
        ['maintenance', 100, null],
      ],
    ],
    [
      'late: what nobody watched before stays unknown',
      [
        ['up', 0, 90],
        ['unknown', 90, 160],
        ['up', 160, null],
      ],
      { declaredFromMs: 170 },
      [
        ['up', 0, 90],
        ['unknown', 90, 160],
        ['maintenance', 160, null],
      ],
    ],
    ['within another', [['maintenance', 50, null]], {}, [['maintenance', 50, null]]],
    [
      'and was over before it was noticed',
      [['up', 0, null]],
      { toMs: 150, declaredFromMs: 200 },
      [
        ['up', 0, 100],
        ['maintenance', 100, 150],
        ['up', 150, null],
      ],
    ],
    ['and was over before the first verdict', [], { toMs: 150, declaredFromMs: 200 }, []],
  ])('%s', (_, before, mask, after) => {
    expect(short(maskPieces(pieces(...before), { ...begun, ...mask }))).toEqual(after);
  });
});

describe('a window that ends', () => {
  const hidden = pieces(['maintenance', 100, null]);
  test.each<[string, Parameters<typeof unmaskPieces>[2], Short[]]>([
    [
      'shows an older state',
      { state: 'up', sinceMs: 20, coveredUntilMs: 500 },
      [
        ['maintenance', 100, 200],
        ['up', 200, null],
      ],
    ],
    [
      'shows an outage of its own',
      { state: 'down', sinceMs: 150, coveredUntilMs: 500 },
      [
        ['maintenance', 100, 200],
        ['down', 200, null],
      ],
    ],
    [
      'tells a younger state from its beginning on',
      { state: 'down', sinceMs: 230, coveredUntilMs: 500 },
      [
        ['maintenance', 100, 200],
        ['unknown', 200, 230],
        ['down', 230, null],
      ],
    ],
    [
      'knows nothing where no check vouches',
      { state: 'up', sinceMs: 20, coveredUntilMs: 190 },
      [
        ['maintenance', 100, 200],
        ['unknown', 200, null],
      ],
    ],
    [
      'knows nothing before the first verdict',
      { state: 'pending', sinceMs: 20, coveredUntilMs: null },
      [
        ['maintenance', 100, 200],
        ['unknown', 200, null],
      ],
    ],
  ])('%s', (_, facts, after) => {
    expect(short(unmaskPieces(hidden, 200, facts))).toEqual(after);
  });

  test('leaves a pause alone', () => {
    const paused = pieces(['maintenance', 100, 180], ['paused', 180, null]);
    expect(unmaskPieces(paused, 200, { state: 'pending', sinceMs: 180, coveredUntilMs: null })).toEqual(
      paused,
    );
  });
});

const states = fc.constantFrom<SpanState>('up', 'degraded', 'down', 'paused', 'unknown', 'maintenance');
/** A life without holes in which no two neighbours are alike, as it is stored. */
const life = fc
  .array(fc.tuple(states, fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 8 })
  .map((parts) => {
    let atMs = 0;
    const list: Short[] = [];
    for (const [state, length] of parts) {
      const last = list.at(-1);
      if (last?.[0] === state) last[2] = atMs + length;
      else list.push([state, atMs, atMs + length]);
      atMs += length;
    }
    const last = list.at(-1);
    if (last !== undefined) last[2] = null;
    return pieces(...list);
  });
const mask = fc
  .record({
    fromMs: fc.integer({ min: 0, max: 300 }),
    length: fc.option(fc.integer({ min: 1, max: 200 })),
    late: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ fromMs, length, late }) => ({
    fromMs,
    toMs: length === null ? null : fromMs + length,
    declaredFromMs: fromMs + late,
  }));
const stateAt = (list: readonly Piece<number>[], atMs: number) =>
  list
    .filter(({ startedAtMs, endedAtMs }) => startedAtMs <= atMs && (endedAtMs === null || atMs < endedAtMs))
    .map(({ state }) => state);

/** What relaySpans makes of stored spans. */
function write(before: readonly Piece<number>[], after: readonly Piece<number>[]): Piece<number>[] {
  const change = findTailChange(before, after);
  if (change === null) return [...before];
  const kept = before
    .filter(({ startedAtMs }) => startedAtMs < change.cutAtMs)
    .map((piece) => {
      const isCut = piece.endedAtMs === null || piece.endedAtMs > change.cutAtMs;
      return isCut ? { ...piece, endedAtMs: change.cutAtMs } : piece;
    });
  return [...kept, ...change.pieces];
}

test('at every instant a window hides what was watched and nothing else, without hole or overlap, and twice is once', () => {
  fc.assert(
    fc.property(life, mask, (before, window) => {
      const after = maskPieces(before, window);
      const { fromMs, toMs, declaredFromMs } = window;
      for (let atMs = 0; atMs < 600; atMs += 1) {
        const [was] = stateAt(before, atMs);
        const isInside = atMs >= fromMs && (toMs === null || atMs < toMs);
        const isHidden = isInside && was !== 'paused' && (was !== 'unknown' || atMs >= declaredFromMs);
        expect(stateAt(after, atMs)).toEqual([isHidden ? 'maintenance' : was]);
      }
      expect(short(maskPieces(after, window))).toEqual(short(after));
      expect(short(write(before, after))).toEqual(short(after));
    }),
  );
});

test('what is left off as unwatched is only the end of the open span', () => {
  fc.assert(
    fc.property(
      life,
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
      fc.boolean(),
      (before, covered, nowMs, isPaused) => {
        const after = leaveOffUnwatched(before, { coveredUntilMs: covered, isPaused }, nowMs);
        const open = before.at(-1);
        const isWatched = ['up', 'degraded', 'down', ...(isPaused ? [] : ['paused'])].includes(
          open?.state ?? '',
        );
        for (let atMs = 0; atMs < 600; atMs += 1) {
          const isOpen = open !== undefined && atMs >= open.startedAtMs;
          const isLost = isOpen && isWatched && covered < nowMs && atMs >= covered;
          expect(stateAt(after, atMs)).toEqual(isLost ? ['unknown'] : stateAt(before, atMs));
        }
        expect(short(write(before, after))).toEqual(short(after));
      },
    ),
  );
});
