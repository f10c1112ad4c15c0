'use client';

import { useState } from 'react';
import { ResponseTimes } from '@/components/charts/response-times';
import type { TimeWords } from '@/components/charts/time-words';
import { LoadError } from '@/components/lists/load-error';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { type Range, ranges } from '@/components/pings/ranges';
import { toRunPoints } from '@/components/pings/run-points';
import { runTimeTop, runTimeWords } from '@/components/pings/run-words';
import { useWindow } from '@/components/pings/use-window';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { Page } from '@/lib/core/paging';
import type { IncidentSummaryView } from '@/lib/incidents/schema';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';
import type { RunTimesView } from '@/lib/pings/schema';

const points = 120;

type RunTimesPanelProps = { monitor: HeartbeatMonitorView; initialRange: Range };

export function RunTimesPanel({ monitor, initialRange }: RunTimesPanelProps) {
  const [range, setRange] = useState(initialRange);
  return (
    <Panel
      title="Run times"
      action={
        <Segmented label="Period of the run times" value={range} onChange={setRange} options={ranges} />
      }
    >
      <Chart monitor={monitor} days={Number(range)} />
    </Panel>
  );
}

function Chart({ monitor, days }: { monitor: HeartbeatMonitorView; days: number }) {
  const window = useWindow(days);
  const path = queryPath(`/monitors/${monitor.id}/run-times`, { ...window.query, points });
  const query = useLive<{ data: RunTimesView }>(path, { every: days === 1 ? 15_000 : 60_000 });
  const incidents = useLive<Page<IncidentSummaryView>>(
    queryPath('/incidents', { monitor_id: monitor.id, limit: 50 }),
  );
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-2 h-72 w-full" />;
  const { buckets, bucket_seconds } = query.data.data;
  if (!buckets.some((bucket) => bucket.p50_ms !== null)) {
    return (
      <EmptyState level={3} title="No run time in this period">
        A run has a time when the job also tells that it starts: one ping to the same address with /start, one
        at the end.
      </EmptyState>
    );
  }
  // The axis ends on a whole minute, so that it does not creep with every second.
  const toMs = Math.ceil(window.nowMs / 60_000) * 60_000;
  const limit = monitor.spec.max_run_seconds;
  return (
    <ResponseTimes
      points={toRunPoints(buckets, bucket_seconds * 1000)}
      fromMs={window.fromMs}
      toMs={toMs}
      limitMs={limit === null ? null : limit * 1000}
      incidents={(incidents.data?.data ?? [])
        .map((incident) => ({
          fromMs: new Date(incident.opened_at).getTime(),
          toMs: incident.resolved_at ? new Date(incident.resolved_at).getTime() : toMs,
        }))
        .filter((band) => band.toMs > window.fromMs)}
      words={runTimesWords}
    />
  );
}

const runTimesWords: TimeWords = {
  table: 'Run times',
  failures: 'failed runs',
  limit: (ms) => `too long above ${runTimeWords(ms)}`,
  value: runTimeWords,
  top: runTimeTop,
  ticks: (top) => [0, top / 4, top / 2, (top * 3) / 4, top],
};
