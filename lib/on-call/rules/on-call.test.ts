import { describe, expect, test } from 'vitest';
import { joinShifts } from '@/lib/on-call/rules/join-shifts';
import { onCallAt, shiftsBetween, shiftsTouching } from '@/lib/on-call/rules/on-call';
import { type Rota, type Shift, toRota } from '@/lib/on-call/rules/rota';
import type { OnCallLayer } from '@/lib/on-call/schema';

const at = (text: string) => Date.parse(text);

function layer(extra: Partial<OnCallLayer> = {}): OnCallLayer {
  return {
    id: 'one',
    name: 'First',
    user_ids: ['ada', 'ben'],
    rotation: { every: 1, unit: 'week' },
    starts_at: '2026-01-05T08:00:00Z',
    restrictions: [],
    ...extra,
  };
}

function rota(layers: OnCallLayer[], time_zone = 'Europe/Berlin', isPresent?: (id: string) => boolean): Rota {
  return toRota({ time_zone, layers }, isPresent);
}

function lines(shifts: readonly Shift[]): string[] {
  const short = (ms: number) => new Date(ms).toISOString().slice(5, 16);
  return shifts.map(({ userId, fromMs, toMs }) => `${userId} ${short(fromMs)} ${short(toMs)}`);
}

function between(schedule: Rota, from: string, to: string): string[] {
  return lines(shiftsBetween(schedule, [], at(from), at(to)));
}

describe('hand-overs', () => {
  test('of weeks keep their time on the wall when the clocks go forward and back', () => {
    const weekly = rota([layer()]);
    expect(between(weekly, '2026-03-16T00:00:00Z', '2026-04-06T00:00:00Z')).toEqual([
      'ben 03-16T00:00 03-16T08:00',
      'ada 03-16T08:00 03-23T08:00',
      'ben 03-23T08:00 03-30T07:00',
      'ada 03-30T07:00 04-06T00:00',
    ]);
    expect(between(weekly, '2026-10-19T07:00:00Z', '2026-11-02T08:00:00Z')).toEqual([
      'ben 10-19T07:00 10-26T08:00',
      'ada 10-26T08:00 11-02T08:00',
    ]);
  });

  test('of days follow the wall clock, those of hours the hours that pass', () => {
    const daily = rota([layer({ rotation: { every: 1, unit: 'day' }, starts_at: '2026-03-28T08:00:00Z' })]);
    expect(between(daily, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      'ada 03-28T08:00 03-29T07:00',
      'ben 03-29T07:00 03-30T00:00',
    ]);
    const hourly = rota([
      layer({ rotation: { every: 24, unit: 'hour' }, starts_at: '2026-03-28T08:00:00Z' }),
    ]);
    expect(between(hourly, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      'ada 03-28T08:00 03-29T08:00',
      'ben 03-29T08:00 03-30T00:00',
    ]);
  });

  test('at a time that is skipped come when the gap ends, at one that is shown twice come once', () => {
    const spring = rota([layer({ rotation: { every: 1, unit: 'day' }, starts_at: '2026-03-28T01:30:00Z' })]);
    expect(between(spring, '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      'ada 03-28T01:30 03-29T01:00',
      'ben 03-29T01:00 03-30T00:30',
      'ada 03-30T00:30 03-31T00:00',
    ]);
    const autumn = rota([layer({ rotation: { every: 1, unit: 'day' }, starts_at: '2026-10-24T00:30:00Z' })]);
    expect(between(autumn, '2026-10-24T00:00:00Z', '2026-10-26T02:00:00Z')).toEqual([
      'ada 10-24T00:30 10-25T00:30',
      'ben 10-25T00:30 10-26T01:30',
      'ada 10-26T01:30 10-26T02:00',
    ]);
  });

  test('that fall on a day which a place left out give nobody a turn of no length', () => {
    const samoa = rota(
      [
        layer({
          user_ids: ['ada', 'ben', 'cleo'],
          rotation: { every: 1, unit: 'day' },
          starts_at: '2011-12-29T10:00:00Z',
        }),
      ],
      'Pacific/Apia',
    );
    expect(between(samoa, '2011-12-29T00:00:00Z', '2011-12-31T10:00:00Z')).toEqual([
      'ada 12-29T10:00 12-30T10:00',
      'cleo 12-30T10:00 12-31T10:00',
    ]);
  });

  test('begin with the first: before it nobody is on call', () => {
    expect(between(rota([layer()]), '2026-01-01T00:00:00Z', '2026-01-05T09:00:00Z')).toEqual([
      'ada 01-05T08:00 01-05T09:00',
    ]);
    expect(onCallAt(rota([layer()]), [], at('2026-01-05T07:59:59.999Z'))).toEqual([]);
  });

  test('of several days count from the first', () => {
    const every = rota([layer({ rotation: { every: 3, unit: 'day' }, user_ids: ['ada', 'ben', 'cleo'] })]);
    expect(between(every, '2026-01-05T08:00:00Z', '2026-01-15T08:00:00Z')).toEqual([
      'ada 01-05T08:00 01-08T08:00',
      'ben 01-08T08:00 01-11T08:00',
      'cleo 01-11T08:00 01-14T08:00',
      'ada 01-14T08:00 01-15T08:00',
    ]);
  });
});

describe('hours', () => {
  const nights = [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }];

  test('across midnight belong to the day on which they begin', () => {
    const night = rota([layer({ user_ids: ['ada'], restrictions: nights })], 'UTC');
    expect(between(night, '2026-01-09T12:00:00Z', '2026-01-13T12:00:00Z')).toEqual([
      'ada 01-09T22:00 01-10T06:00',
      'ada 01-12T22:00 01-13T06:00',
    ]);
  });

  test('that end when others begin leave no gap and no overlap, also while the clocks change', () => {
    const all = [1, 2, 3, 4, 5, 6, 7];
    const both = rota([
      layer({ id: 'night', user_ids: ['ada'], restrictions: [{ days: all, from: '20:00', to: '02:30' }] }),
      layer({ id: 'day', user_ids: ['ben'], restrictions: [{ days: all, from: '02:30', to: '20:00' }] }),
    ]);
    expect(between(both, '2026-03-28T19:00:00Z', '2026-03-29T18:00:00Z')).toEqual([
      'ada 03-28T19:00 03-29T01:00',
      'ben 03-29T01:00 03-29T18:00',
    ]);
    expect(between(both, '2026-10-24T18:00:00Z', '2026-10-25T19:00:00Z')).toEqual([
      'ada 10-24T18:00 10-25T00:30',
      'ben 10-25T00:30 10-25T19:00',
    ]);
  });

  test('from a time to the same time are a whole day', () => {
    const weekend = rota(
      [layer({ user_ids: ['ada'], restrictions: [{ days: [6, 7], from: '09:00', to: '09:00' }] })],
      'UTC',
    );
    const shifts = shiftsBetween(weekend, [], at('2026-01-09T00:00:00Z'), at('2026-01-14T00:00:00Z'));
    expect(joinShifts(shifts)).toEqual([
      { userId: 'ada', fromMs: at('2026-01-10T09:00:00Z'), toMs: at('2026-01-12T09:00:00Z') },
    ]);
  });

  test('that overlap count once', () => {
    const restrictions = [
      { days: [1], from: '08:00', to: '12:00' },
      { days: [1], from: '10:00', to: '18:00' },
    ];
    const one = rota([layer({ user_ids: ['ada'], restrictions })], 'UTC');
    expect(between(one, '2026-01-12T00:00:00Z', '2026-01-13T00:00:00Z')).toEqual([
      'ada 01-12T08:00 01-12T18:00',
    ]);
  });

  test('are cut by hand-overs', () => {
    const daily = layer({
      rotation: { every: 1, unit: 'day' },
      restrictions: [{ days: [2], from: '06:00', to: '12:00' }],
    });
    expect(between(rota([daily], 'UTC'), '2026-01-06T00:00:00Z', '2026-01-07T00:00:00Z')).toEqual([
      'ada 01-06T06:00 01-06T08:00',
      'ben 01-06T08:00 01-06T12:00',
    ]);
  });
});

describe('layers and overrides', () => {
  const base = layer({ user_ids: ['ada'] });
  const office = layer({
    id: 'office',
    user_ids: ['ben'],
    restrictions: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  });

  test('a later layer wins in its hours, the earlier one has the rest', () => {
    expect(between(rota([base, office], 'UTC'), '2026-01-12T08:00:00Z', '2026-01-13T08:00:00Z')).toEqual([
      'ada 01-12T08:00 01-12T09:00',
      'ben 01-12T09:00 01-12T17:00',
      'ada 01-12T17:00 01-13T08:00',
    ]);
  });

  test('an override wins over every layer, and of two the later one', () => {
    const overrides = [
      { id: 'a', userId: 'cleo', fromMs: at('2026-01-12T10:00:00Z'), toMs: at('2026-01-12T20:00:00Z') },
      { id: 'b', userId: 'dan', fromMs: at('2026-01-12T12:00:00Z'), toMs: at('2026-01-12T13:00:00Z') },
    ];
    const shifts = shiftsBetween(
      rota([base, office], 'UTC'),
      overrides,
      at('2026-01-12T08:00:00Z'),
      at('2026-01-12T21:00:00Z'),
    );
    expect(lines(shifts)).toEqual([
      'ada 01-12T08:00 01-12T09:00',
      'ben 01-12T09:00 01-12T10:00',
      'cleo 01-12T10:00 01-12T12:00',
      'dan 01-12T12:00 01-12T13:00',
      'cleo 01-12T13:00 01-12T20:00',
      'ada 01-12T20:00 01-12T21:00',
    ]);
    expect(shifts.map(({ layerId }) => layerId)).toEqual(['one', 'office', null, null, null, 'one']);
  });

  test('whoever left is skipped: their turn falls to the next, and nobody else’s turn moves', () => {
    const three = layer({ user_ids: ['ada', 'ben', 'cleo'] });
    const whole = between(rota([three]), '2026-01-05T08:00:00Z', '2026-02-09T08:00:00Z');
    const without = between(
      rota([three], 'Europe/Berlin', (id) => id !== 'ben'),
      '2026-01-05T08:00:00Z',
      '2026-02-09T08:00:00Z',
    );
    expect(whole.map((line) => line.split(' ')[0])).toEqual(['ada', 'ben', 'cleo', 'ada', 'ben']);
    expect(without.map((line) => line.split(' ')[0])).toEqual(['ada', 'cleo', 'cleo', 'ada', 'cleo']);
    expect(
      between(
        rota([three], 'UTC', () => false),
        '2026-01-05T08:00:00Z',
        '2026-02-09T08:00:00Z',
      ),
    ).toEqual([]);
  });

  test('a layer without anybody present leaves the floor to those below', () => {
    const gone = layer({ id: 'gone', user_ids: ['eve'] });
    expect(
      onCallAt(
        rota([base, gone], 'UTC', (id) => id !== 'eve'),
        [],
        at('2026-01-12T08:00:00Z'),
      ),
    ).toEqual(['ada']);
  });
});

test('shifts that touch a window keep their own beginning and end', () => {
  const window = [at('2026-01-14T00:00:00Z'), at('2026-01-20T00:00:00Z')] as const;
  expect(lines(shiftsTouching(rota([layer()]), [], ...window))).toEqual([
    'ben 01-12T08:00 01-19T08:00',
    'ada 01-19T08:00 01-26T08:00',
  ]);
});

test('ten layers of hourly turns over two months are told', () => {
  const layers = Array.from({ length: 10 }, (_, index) =>
    layer({
      id: `l${index}`,
      rotation: { every: 1, unit: 'hour' },
      restrictions: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '01:00', to: '23:45' }],
    }),
  );
  const shifts = shiftsBetween(rota(layers), [], at('2026-03-01T00:00:00Z'), at('2026-05-01T00:00:00Z'));
  expect(shifts.length).toBeGreaterThan(1400);
}, 1000);
