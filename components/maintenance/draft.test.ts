import { describe, expect, test } from 'vitest';
import { draftOf, fromNow, newDraft, toInput, whenOf } from '@/components/maintenance/draft';
import { createMaintenanceInput, type MaintenanceView } from '@/lib/maintenance/schema';

const nowMs = Date.parse('2026-03-10T14:20:30Z');
const projectId = 'prj_01h455vb4pex5vsknk084sn02q';
const draft = { ...newDraft(projectId, 'Europe/Berlin', nowMs), title: 'Move' };

const view: MaintenanceView = {
  id: 'mnt_01h455vb4pex5vsknk084sn02q',
  project_id: projectId,
  title: 'Move',
  description: '',
  status: 'scheduled',
  covers_project: true,
  is_announced: false,
  monitor_ids: [],
  when: { kind: 'once', starts_at: '2026-03-10T15:00:00.000Z', ends_at: '2026-03-10T16:00:00.000Z' },
  current_window: null,
  next_window: null,
  cancelled_at: null,
  created_at: '2026-03-01T00:00:00.000Z',
  updated_at: '2026-03-01T00:00:00.000Z',
};
const recurring = (expression: string, kind: 'cron' | 'oncalendar' = 'cron'): MaintenanceView => ({
  ...view,
  when: {
    kind: 'recurring',
    schedule: { kind, expression, time_zone: 'America/New_York' },
    duration_minutes: 90,
    until: '2026-12-25T04:59:00.000Z',
    schedule_in_words: '',
  },
});

test('a new draft is an hour from the next full one, in the zone of the viewer, and is taken as it is', () => {
  expect(draft).toMatchObject({ from: '2026-03-10T16:00', to: '2026-03-10T17:00' });
  expect(createMaintenanceInput.parse(toInput(draft)).when).toEqual({
    kind: 'once',
    starts_at: '2026-03-10T15:00:00.000Z',
    ends_at: '2026-03-10T16:00:00.000Z',
  });
});

test('a new one is announced on status pages, one that is not stays so', () => {
  expect(createMaintenanceInput.parse(toInput(draft)).is_announced).toBe(true);
  expect(toInput(draftOf(view, 'UTC', nowMs))).toMatchObject({ is_announced: false });
});

describe('what recurs', () => {
  test.each([
    [{ kind: 'weekly', weekdays: [5, 1], time: '02:05' }, '5 2 * * 1,5'],
    [{ kind: 'monthly', monthDay: '15', time: '23:00' }, '0 23 15 * *'],
    [{ kind: 'expert', expression: '0 0 1 1 *' }, '0 0 1 1 *'],
  ] as const)('%o', (patch, expression) => {
    const { when } = createMaintenanceInput.parse(toInput({ ...draft, ...patch }));
    expect(when).toMatchObject({
      kind: 'recurring',
      duration_minutes: 60,
      schedule: { kind: 'cron', expression },
    });
  });

  test('without a day of the week is refused', () => {
    const input = toInput({ ...draft, kind: 'weekly', weekdays: [] });
    expect(createMaintenanceInput.safeParse(input).success).toBe(false);
  });

  test.each([
    ['5 2 * * 1,5', { kind: 'weekly', weekdays: [1, 5], time: '02:05' }],
    ['0 23 15 * *', { kind: 'monthly', monthDay: '15', time: '23:00' }],
    ['0 2 * * 7', { kind: 'weekly', weekdays: [0] }],
    ['*/5 2 * * 1', { kind: 'expert' }],
    ['0 2 1 * 1', { kind: 'expert' }],
    ['0 2 * * *', { kind: 'expert' }],
  ])('%s is edited as it was made, and changes by nothing alone', (expression, choice) => {
    const edited = draftOf(recurring(expression), 'UTC', nowMs);
    expect(edited).toMatchObject({ ...choice, timeZone: 'America/New_York', until: '2026-12-24' });
    const when = whenOf(edited);
    expect(when).toMatchObject({ duration_minutes: 90, until: '2026-12-25T04:59:00.000Z' });
    if (choice.kind === 'expert') expect(when).toMatchObject({ schedule: { expression } });
  });

  test('a calendar event stays one', () => {
    const edited = draftOf(recurring('Mon 02:00', 'oncalendar'), 'UTC', nowMs);
    expect(whenOf(edited)).toMatchObject({ schedule: { kind: 'oncalendar', expression: 'Mon 02:00' } });
  });
});

test('from now on begins with this minute and lasts at least as long as chosen', () => {
  expect(fromNow(30, 'UTC', nowMs)).toEqual({ from: '2026-03-10T14:20', to: '2026-03-10T14:51' });
});

test('of one that runs the beginning stays to the millisecond', () => {
  const exact = '2026-03-10T14:20:30.123Z';
  expect(toInput(draftOf(view, 'UTC', nowMs), exact)).toMatchObject({ when: { starts_at: exact } });
});
