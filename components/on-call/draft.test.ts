import { expect, test } from 'vitest';
import { newScheduleDraft, scheduleDraftOf, toScheduleInput } from '@/components/on-call/draft';
import { instantOfWall, mondayMorning, wallText } from '@/components/time/wall-time';
import { newId } from '@/lib/core/ids';
import { createOnCallScheduleInput, type OnCallScheduleView } from '@/lib/on-call/schema';

const [ada, ben] = [newId('usr'), newId('usr')];
const nowMs = Date.parse('2026-03-05T12:00:00Z');

test('a new schedule needs no more than its name, and has somebody on call at once', () => {
  const draft = { ...newScheduleDraft('Europe/Berlin', nowMs, ada), name: 'Primary' };
  const input = createOnCallScheduleInput.parse(toScheduleInput(draft));
  expect(input.layers[0]).toMatchObject({
    user_ids: [ada],
    starts_at: '2026-03-02T08:00:00.000Z',
    rotation: { every: 1, unit: 'week' },
  });
});

test('what was saved comes back as it was', () => {
  const layer = {
    id: 'first',
    name: 'Nights',
    user_ids: [ada, ben, ada],
    rotation: { every: 12, unit: 'hour' as const },
    starts_at: '2026-07-01T18:30:00.000Z',
    restrictions: [{ days: [1, 7], from: '22:00', to: '06:00' }],
  };
  const schedule: OnCallScheduleView = {
    id: newId('ocs'),
    name: 'Primary',
    time_zone: 'America/New_York',
    layers: [layer],
    people: [],
    calendar_url: 'https://example.com/x.ics',
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
  };
  expect(scheduleDraftOf(schedule).layers[0]?.startsAt).toBe('2026-07-01T14:30');
  expect(toScheduleInput(scheduleDraftOf(schedule))).toEqual({
    name: 'Primary',
    time_zone: 'America/New_York',
    layers: [layer],
  });
});

test('what is missing is refused at its field', () => {
  const draft = newScheduleDraft('Nowhere/Else', nowMs, ada);
  const layer = { ...draft.layers[0], id: 'x', name: ' ', userIds: [], every: '', startsAt: '', hours: [] };
  const parsed = createOnCallScheduleInput.safeParse(
    toScheduleInput({ ...draft, layers: [{ ...layer, unit: 'day' }] }),
  );
  const fields = new Set(parsed.error?.issues.map(({ path }) => path.join('/')));
  expect([...fields].sort()).toEqual([
    'layers/0/name',
    'layers/0/rotation/every',
    'layers/0/starts_at',
    'layers/0/user_ids',
    'name',
    'time_zone',
  ]);
});

test('a time on the wall is the instant at which it is shown there, and the end of the gap where it never is', () => {
  expect(instantOfWall('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  expect(instantOfWall('2026-03-29T03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
  expect(wallText(Date.parse('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25T02:30');
  expect(instantOfWall('', 'UTC')).toBe('');
  expect(wallText(nowMs, 'Nowhere/Else')).toBe('');
});

test('the week begins on its Monday where the schedule is', () => {
  const at = Date.parse('2026-03-09T00:30:00Z');
  expect(mondayMorning(at, 'UTC')).toBe('2026-03-02T09:00');
  expect(mondayMorning(at, 'Asia/Tokyo')).toBe('2026-03-09T09:00');
});

test.each([
  ['the Sunday before', '2026-03-08T22:59:59Z', '2026-03-02T09:00'],
  ['Monday, as it begins', '2026-03-08T23:00:00Z', '2026-03-02T09:00'],
  ['Monday, a moment before nine', '2026-03-09T07:59:59Z', '2026-03-02T09:00'],
  ['Monday at nine', '2026-03-09T08:00:00Z', '2026-03-09T09:00'],
  ['the Monday after the clocks went forward, at nine', '2026-03-30T07:00:00Z', '2026-03-30T09:00'],
  ['the Monday after they went back, before nine', '2026-10-26T07:59:59Z', '2026-10-19T09:00'],
])('a schedule that is made on %s has begun already', (_, now, startsAt) => {
  const ms = Date.parse(now);
  expect(mondayMorning(ms, 'Europe/Berlin')).toBe(startsAt);
  expect(Date.parse(instantOfWall(startsAt, 'Europe/Berlin'))).toBeLessThanOrEqual(ms);
});
