import { describe, expect, it, test } from 'vitest';
import { matchSentryPath, readCheckIn, readDsnKey, readSentryKey } from '@/lib/compat/rules/sentry-check-in';
import { readMonitorConfig } from '@/lib/compat/rules/sentry-config';
import { readEnvelope } from '@/lib/compat/rules/sentry-envelope';

const key = 'abcdefghij0123456789zz';

test.each([
  [`/api/1/cron/nightly/${key}/`, { kind: 'cron', slug: 'nightly', key }],
  [`/api/4505/cron/nightly/${key}`, { kind: 'cron', slug: 'nightly', key }],
  ['/api/1/cron/nightly/', { kind: 'cron', slug: 'nightly', key: null }],
  ['/api/1/cron/My%20Job/', { kind: 'cron', slug: 'My Job', key: null }],
  ['/api/1/envelope/', { kind: 'envelope' }],
  ['/api/1/envelope', { kind: 'envelope' }],
  ['/api/v1/cron/nightly/', null],
  ['/api/1/store/', null],
  ['/api/1/cron/', null],
  [`/api/1/cron/nightly/${key}/more`, null],
])('%s', (path, place) => {
  expect(matchSentryPath(path)).toEqual(place);
});

test.each([
  [`Sentry sentry_key=${key}, sentry_version=7, sentry_client=sentry-cli/2`, key],
  [`Sentry sentry_version=7,sentry_key=${key}`, key],
  ['Sentry sentry_version=7', null],
  [null, null],
])('the key in X-Sentry-Auth: %s', (header, found) => {
  expect(readSentryKey(header)).toBe(found);
});

test.each([
  [`https://${key}@stillup.example/1`, key],
  [`http://${key}:secret@127.0.0.1:3000/1`, key],
  ['https://stillup.example/1', null],
  [7, null],
])('the key of the DSN %s', (dsn, found) => {
  expect(readDsnKey(dsn)).toBe(found);
});

describe('a check-in', () => {
  const fields = { monitor_slug: 'nightly', status: 'ok' };
  const nothing = { rid: null, durationMs: null, config: null };

  test.each([
    ['in_progress', 'start'],
    ['ok', 'success'],
    ['error', 'fail'],
  ])('%s is a %s', (status, action) => {
    expect(readCheckIn({ ...fields, status })).toEqual({ checkIn: { slug: 'nightly', action, ...nothing } });
  });

  test.each([
    ['My Job', 'my-job'],
    [' Über/Nacht ', 'ber-nacht'],
    ['a'.repeat(120), 'a'.repeat(100)],
    ['under_score-1', 'under_score-1'],
  ])('of the monitor %s is for %s', (monitor_slug, slug) => {
    expect(readCheckIn({ ...fields, monitor_slug })).toMatchObject({ checkIn: { slug } });
  });

  const id = '83a7c03e-d0a0-4e1b-97e2-e3b18d38f244';
  test.each([
    [id, id],
    [id.replaceAll('-', '').toUpperCase(), id],
    ['0'.repeat(32), null],
    ['', null],
    [null, null],
  ])('with the id %s is the run %s', (check_in_id, rid) => {
    expect(readCheckIn({ ...fields, check_in_id })).toMatchObject({ checkIn: { rid } });
  });

  test.each([
    [1.5, 1500],
    ['0.0012', 1],
    [9e99, 2_147_483_647],
  ])('that took %s s took %i ms', (duration, durationMs) => {
    expect(readCheckIn({ ...fields, duration })).toMatchObject({ checkIn: { durationMs } });
  });

  test.each([
    [{ status: 'ok' }],
    [{ ...fields, monitor_slug: '///' }],
    [{ ...fields, monitor_slug: 7 }],
    [{ ...fields, status: 'unknown' }],
    [{ monitor_slug: 'nightly' }],
    [{ ...fields, check_in_id: 'nonsense' }],
    [{ ...fields, check_in_id: 7 }],
    [{ ...fields, duration: -1 }],
    [{ ...fields, duration: 'long' }],
  ])('%j is none', (given) => {
    expect(readCheckIn(given)).toHaveProperty('fault');
  });
});

describe('a monitor_config', () => {
  const schedule = { type: 'crontab', value: '0 * * * *' };

  it('brings its schedule, margin and longest run', () => {
    const config = { schedule, checkin_margin: 5, max_runtime: 20, timezone: 'Europe/Berlin' };
    expect(readMonitorConfig(config)).toEqual({
      schedule: { kind: 'cron', expression: '0 * * * *', time_zone: 'Europe/Berlin' },
      graceSeconds: 300,
      maxRunSeconds: 1200,
    });
  });

  it("leaves out what Sentry has values for: a minute's margin, half an hour", () => {
    const config = { schedule: { type: 'interval', value: 2, unit: 'hour' }, checkin_margin: null };
    expect(readMonitorConfig(config)).toEqual({
      schedule: { kind: 'period', period_seconds: 7200 },
      graceSeconds: 60,
      maxRunSeconds: 1800,
    });
  });

  it('knows fields that we do not', () => {
    expect(readMonitorConfig({ schedule, owner: 'team:ops', failure_issue_threshold: 3 })).toHaveProperty(
      'schedule',
    );
  });

  test.each([
    [null],
    [{}],
    [{ schedule: { type: 'crontab', value: 'sometimes' } }],
    [{ schedule: { type: 'interval', value: 2, unit: 'year' } }],
    [{ schedule: { type: 'interval', value: -1, unit: 'hour' } }],
    [{ schedule: { type: 'interval', value: 1, unit: 'blink' } }],
    [{ schedule, timezone: 'Mars/Olympus' }],
    [{ schedule, checkin_margin: -1 }],
  ])('%j is refused with a line that says why', (config) => {
    expect(readMonitorConfig(config)).toMatch(/^monitor_config\./);
  });
});

describe('an envelope', () => {
  const encode = (text: string) => new TextEncoder().encode(text);
  const read = (text: string) => {
    const envelope = readEnvelope(encode(text));
    if (envelope === null) return null;
    const items = envelope.items.map(({ type, payload }) => [type, new TextDecoder().decode(payload)]);
    return { header: envelope.header, items };
  };

  it('is read by the lengths it tells, whatever the payload holds', () => {
    expect(read('{"dsn":"x"}\n{"type":"a","length":5}\n1\n2\n3\n{"type":"b","length":0}\n\n')).toEqual({
      header: { dsn: 'x' },
      items: [
        ['a', '1\n2\n3'],
        ['b', ''],
      ],
    });
  });

  it('is read by lines where it tells no length, and without a last line break', () => {
    expect(read('{}\n{"type":"check_in"}\n{"a":1}')).toEqual({
      header: {},
      items: [['check_in', '{"a":1}']],
    });
    expect(read('{}')).toEqual({ header: {}, items: [] });
    expect(read('{}\n')).toEqual({ header: {}, items: [] });
  });

  test.each([
    [''],
    ['nonsense'],
    ['[]'],
    ['{}\nnonsense\n'],
    ['{}\n{"type":"a","length":9}\nshort'],
    ['{}\n{"type":"a","length":-1}\nx'],
    ['{}\n{"type":"a","length":0.5}\nx'],
  ])('%j is none', (text) => {
    expect(read(text)).toBeNull();
  });
});
