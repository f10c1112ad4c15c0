import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validate } from '@/components/forms/validate';
import {
  graceOf,
  heartbeatDraftOf,
  newHeartbeatDraft,
  slugOf,
  toHeartbeatInput,
  toHeartbeatPatch,
} from '@/components/heartbeats/draft';
import { durationDraft, secondsOf, withLimitsInWords } from '@/components/heartbeats/duration-draft';
import { mergePatch } from '@/lib/core/merge-patch';
import { heartbeatSpec } from '@/lib/heartbeats/schema';
import { createMonitorInput, type HeartbeatMonitorView, updateMonitorInput } from '@/lib/monitors/schema';

const project = 'prj_01h455vb4pex5vsknk084sn02q';
const fresh = newHeartbeatDraft(project, 'Europe/Berlin');

const monitor: HeartbeatMonitorView = {
  id: 'mon_01h455vb4pex5vsknk084sn02q',
  project_id: project,
  name: 'Nightly backup',
  type: 'heartbeat',
  status: 'up',
  status_since: null,
  paused: false,
  interval_seconds: null,
  timeout_ms: null,
  degraded_after_ms: null,
  failure_threshold: 3,
  recovery_threshold: 1,
  regions: [],
  failing_regions: [],
  tags: ['db'],
  external_id: null,
  policy_id: null,
  severity: 'normal',
  parent_id: null,
  spec: heartbeatSpec.parse({
    description: 'See the wiki.',
    schedule: { kind: 'cron', expression: '30 2 * * 1-5', time_zone: 'Asia/Tokyo' },
    grace_seconds: 5400,
    max_run_seconds: 7200,
    early_tolerance_seconds: 90,
    post_only: true,
    manual_resume: true,
    filters: { failure: ['error, fatal', 'panic'], success: ['done'], start: [] },
  }),
  incident_id: null,
  last_checked_at: null,
  next_check_at: null,
  slug: 'backup',
  ping_url: null,
  heartbeat: {
    state: 'up',
    last_ping_at: null,
    last_success_at: null,
    expected_at: null,
    deadline_at: null,
    running: false,
    runs: [],
    ping_count: 0,
    consecutive_failures: 0,
    last_duration_ms: null,
    schedule_in_words: 'Every hour',
  },
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};

test('a heartbeat survives the way into the form and back', () => {
  const input = createMonitorInput.parse(toHeartbeatInput(heartbeatDraftOf(monitor, 'UTC')));
  expect(input).toMatchObject({ name: 'Nightly backup', slug: 'backup', failure_threshold: 3, tags: ['db'] });
  expect(input.spec).toEqual(monitor.spec);
});

test('a name is all that a new heartbeat needs; its slug is left to the server', () => {
  const input = createMonitorInput.parse(toHeartbeatInput({ ...fresh, name: 'Nightly backup' }));
  expect(input).toMatchObject({ type: 'heartbeat', name: 'Nightly backup' });
  expect(input.spec).toMatchObject({
    schedule: { kind: 'period', period_seconds: 86_400 },
    grace_seconds: 3600,
    max_run_seconds: null,
  });
  expect('slug' in input).toBe(false);
  expect(slugOf({ ...fresh, name: 'Bäckup №1' })).toBe('backup-no1');
});

test.each(['period', 'cron', 'oncalendar'] as const)(
  'a changed kind of schedule leaves nothing behind: %s',
  (kind) => {
    const patch = updateMonitorInput.parse(
      toHeartbeatPatch(monitor, { ...heartbeatDraftOf(monitor, 'UTC'), kind }),
    );
    const spec = heartbeatSpec.parse(mergePatch(monitor.spec, patch.spec));
    expect(spec.schedule.kind).toBe(kind);
    expect({ ...spec, schedule: null }).toEqual({ ...monitor.spec, schedule: null });
  },
);

test('an emptied maximum run time goes back to none', () => {
  const draft = { ...heartbeatDraftOf(monitor, 'UTC'), maxRun: { count: ' ', unitSeconds: 60 } };
  const patch = updateMonitorInput.parse(toHeartbeatPatch(monitor, draft));
  expect(heartbeatSpec.parse(mergePatch(monitor.spec, patch.spec)).max_run_seconds).toBeNull();
});

test('the grace follows the period until somebody chooses one', () => {
  const graceFor = (seconds: number) => secondsOf(graceOf({ ...fresh, period: durationDraft(seconds) }));
  expect([60, 300, 3600, 86_400, 604_800].map(graceFor)).toEqual([60, 300, 600, 3600, 21_600]);
  expect(secondsOf(graceOf({ ...fresh, kind: 'cron', period: durationDraft(60) }))).toBe(3600);
  expect(secondsOf(graceOf({ ...fresh, grace: durationDraft(120) }))).toBe(120);
});

test('nothing typed is a fault at the field, not a zero', () => {
  const typed = {
    ...fresh,
    name: ' ',
    period: { count: '', unitSeconds: 60 },
    grace: { count: ' ', unitSeconds: 60 },
  };
  const paths = createMonitorInput
    .safeParse(toHeartbeatInput(typed))
    .error?.issues.map(({ path }) => path.join('/'));
  expect(paths).toEqual(['name', 'spec/schedule/period_seconds', 'spec/grace_seconds']);
});

test('a duration survives the way into the form and back, in the largest whole unit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 31_536_000 }), (seconds) => {
      expect(secondsOf(durationDraft(seconds))).toBe(seconds);
    }),
  );
  expect(durationDraft(5400)).toEqual({ count: '90', unitSeconds: 60 });
  expect(secondsOf({ count: '1.1', unitSeconds: 3600 })).toBe(3960);
});

test('a limit is told in the words of the field, not in seconds', () => {
  const said = (draft: typeof fresh) => {
    const checked = validate(createMonitorInput, toHeartbeatInput({ ...draft, name: 'Job' }));
    return checked.ok ? [] : withLimitsInWords(checked.error.errors)?.map(({ detail }) => detail);
  };
  expect(said({ ...fresh, period: { count: '400', unitSeconds: 86_400 } })).toEqual([
    'must be at most 365 days',
  ]);
  expect(said({ ...fresh, grace: { count: '5', unitSeconds: 1 } })).toEqual(['must be at least 1 minute']);
  expect(said({ ...fresh, slug: 'No slug' })).toHaveLength(1);
});
