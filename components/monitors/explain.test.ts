import { expect, test } from 'vitest';
import { explainState } from '@/components/monitors/explain';
import { type HeartbeatState, heartbeatStates } from '@/lib/heartbeats/constants';
import { monitorStatuses } from '@/lib/monitors/constants';
import type { HeartbeatMonitorView, MonitorView } from '@/lib/monitors/schema';

const monitor = {
  type: 'http',
  interval_seconds: 60,
  failure_threshold: 3,
  recovery_threshold: 1,
  degraded_after_ms: 1200,
  regions: ['eu', 'us'],
  failing_regions: ['eu', 'us'],
} as unknown as MonitorView;

test('every state is explained', () => {
  for (const status of monitorStatuses)
    expect(explainState({ ...monitor, status }).length).toBeGreaterThan(0);
});

test('down names the threshold, the regions, and what brings it up again', () => {
  expect(explainState({ ...monitor, status: 'down' })).toEqual([
    'At least 3 checks in a row failed from eu and us, in enough regions to agree.',
    'It is up again after one passed check.',
  ]);
});

const heartbeat = {
  type: 'heartbeat',
  status: 'up',
  failure_threshold: 1,
  spec: { grace_seconds: 600, max_run_seconds: 60, manual_resume: false },
  heartbeat: { consecutive_failures: 0, runs: [{ rid: null, started_at: '2026-03-01T00:00:00Z' }] },
} as unknown as HeartbeatMonitorView;

function explainIn(state: HeartbeatState, extra: Partial<HeartbeatMonitorView> = {}): string {
  const monitorIn = { ...heartbeat, ...extra };
  return explainState({ ...monitorIn, heartbeat: { ...monitorIn.heartbeat, state } }).join(' ');
}

test('every state of a heartbeat is explained, each in its own words', () => {
  const all = heartbeatStates.map((state) => explainIn(state));
  expect(new Set(all).size).toBe(heartbeatStates.length);
  expect(all.every((text) => text !== '')).toBe(true);
});

test('a heartbeat names its grace, its longest run, and whether a ping resumes it', () => {
  expect(explainIn('up')).toContain('10 minutes after its time');
  expect(explainIn('up', { failure_threshold: 3 })).toContain('3 failures in a row');
  expect(explainIn('running')).toContain('It may take 1 minute');
  expect(explainIn('paused')).toContain('from its next success');
  const { spec } = heartbeat;
  expect(explainIn('paused', { spec: { ...spec, manual_resume: true } })).toContain('until somebody resumes');
});
