import { describe, expect, it, test } from 'vitest';
import { toSettings } from '@/lib/compat/rules/healthchecks-settings';
import { readCheckSpec } from '@/lib/compat/rules/healthchecks-spec';
import { heartbeatSpec } from '@/lib/heartbeats/schema';

const zone = 'Europe/Riga';
const cron = heartbeatSpec.parse({ schedule: { kind: 'cron', expression: '5 * * * *', time_zone: zone } });
const filtered = heartbeatSpec.parse({
  schedule: { kind: 'period', period_seconds: 60 },
  filters: { failure: ['ERROR'], success: [], start: [] },
});

function settingsOf(json: unknown, version = 3, current = null as typeof cron | null) {
  const read = readCheckSpec(json);
  if ('error' in read) return read.error;
  const found = toSettings(read.spec, version, current);
  return 'error' in found ? found.error : found.settings;
}

describe('what is refused, in the words of that API', () => {
  test.each([
    [7, 'value is not an object'],
    [[], 'value is not an object'],
    [{ name: 7 }, 'name is not a string'],
    [{ name: null }, 'name is not a string'],
    [{ name: 'x'.repeat(101) }, 'name is too long'],
    [{ timeout: '60' }, 'timeout is not a number'],
    [{ timeout: 60.5 }, 'timeout is not a number'],
    [{ timeout: 59 }, 'timeout is too small'],
    [{ timeout: 31_536_001 }, 'timeout is too large'],
    [{ grace: 0 }, 'grace is too small'],
    [{ slug: 'Not A Slug' }, 'slug does not match pattern'],
    [{ methods: 'PUT' }, 'methods has unexpected value'],
    [{ manual_resume: 'yes' }, 'manual_resume is not a boolean'],
    [{ unique: 'name' }, 'unique is not an array'],
    [{ unique: ['desc'] }, "an item in 'unique' has unexpected value"],
    [{ schedule: 'nonsense' }, 'schedule is not a valid cron or OnCalendar expression'],
    [{ schedule: '61 * * * *' }, 'schedule is not a valid cron or OnCalendar expression'],
    [{ schedule: '* * * * *', tz: 'Mars/Olympus' }, 'tz is not a valid timezone'],
    [{ tz: 'Mars/Olympus' }, 'tz is not a valid timezone'],
    [{ tags: 'x'.repeat(41) }, 'tags is too long'],
  ])('%j: %s', (json, error) => {
    expect(settingsOf(json)).toBe(`json validation error: ${error}`);
  });

  test.each([
    [{ filter_subject: true }],
    [{ filter_body: true }],
    [{ subject: 'SUCCESS' }],
    [{ subject_fail: 'ERROR' }],
    [{ filter_default_fail: true }],
  ])('%j, since it would not be done', (json) => {
    expect(settingsOf(json)).toContain('is not supported');
  });
});

describe('what becomes of a check', () => {
  test.each([
    [{}, { spec: {} }],
    [
      { name: ' Backups ', unknown: 1 },
      { name: 'Backups', spec: {} },
    ],
    [{ tags: 'prod  www,db prod' }, { tags: ['prod', 'www', 'db'], spec: {} }],
    [{ tags: '' }, { tags: [], spec: {} }],
    [{ timeout: 300, grace: 60 }, { spec: { schedule: period(300), grace_seconds: 60 } }],
    [{ timeout: 300, schedule: '5 * * * *' }, { spec: { schedule: at('cron', '5 * * * *') } }],
    [{ schedule: '5 * * * *', tz: zone }, { spec: { schedule: at('cron', '5 * * * *', zone) } }],
    [{ schedule: 'Mon *-*-* 12:00' }, { spec: { schedule: at('oncalendar', 'Mon *-*-* 12:00') } }],
    [{ desc: 'why' }, { spec: { description: 'why' } }],
    [{ methods: 'POST', manual_resume: true }, { spec: { post_only: true, manual_resume: true } }],
    [
      { filter_http_body: true, failure_kw: 'ERROR, FATAL', success_kw: '' },
      { spec: { filters: { failure: ['ERROR', 'FATAL'], success: [], start: [] } } },
    ],
    [{ failure_kw: 'ERROR' }, { spec: { filters: { failure: [], success: [], start: [] } } }],
    [{ filter_subject: false, subject: '' }, { spec: {} }],
  ])('%j', (json, settings) => {
    expect(settingsOf(json)).toEqual(settings);
  });

  it('takes its slug as given, and makes it of the name before the third version', () => {
    expect(settingsOf({ name: 'My Café Job', slug: 'own' }, 1)).toMatchObject({ slug: 'own' });
    expect(settingsOf({ name: 'My Café Job!' }, 2)).toMatchObject({ slug: 'my-cafe-job' });
    expect(settingsOf({ name: 'My Café Job' }, 3)).not.toHaveProperty('slug');
  });
});

describe('what changes a check', () => {
  it('moves its schedule to another zone', () => {
    expect(settingsOf({ tz: 'UTC' }, 3, cron)).toEqual({ spec: { schedule: at('cron', '5 * * * *') } });
  });

  it('keeps the zone when only the expression changes', () => {
    expect(settingsOf({ schedule: '6 * * * *' }, 3, cron)).toEqual({
      spec: { schedule: at('cron', '6 * * * *', zone) },
    });
  });

  it('keeps the keywords it does not name, and drops all with the filter', () => {
    expect(settingsOf({ success_kw: 'DONE' }, 3, filtered)).toEqual({
      spec: { filters: { failure: ['ERROR'], success: ['DONE'], start: [] } },
    });
    expect(settingsOf({ filter_http_body: false }, 3, filtered)).toEqual({
      spec: { filters: { failure: [], success: [], start: [] } },
    });
  });
});

function period(period_seconds: number) {
  return { kind: 'period', period_seconds };
}

function at(kind: 'cron' | 'oncalendar', expression: string, time_zone = 'UTC') {
  return { kind, expression, time_zone };
}
