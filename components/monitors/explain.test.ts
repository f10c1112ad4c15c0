import { expect, test } from 'vitest';
import { explainState } from '@/components/monitors/explain';
import { monitorStatuses } from '@/lib/monitors/constants';
import type { MonitorView } from '@/lib/monitors/schema';

const monitor = {
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
