'use client';

import { useState } from 'react';
import { ResponseTimes } from '@/components/charts/response-times';
import { toPoints } from '@/components/charts/series';
import { LoadError } from '@/components/lists/load-error';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { useNow } from '@/components/time/clock';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { Page } from '@/lib/core/paging';
import type { IncidentSummaryView } from '@/lib/incidents/schema';
import type { MonitorView } from '@/lib/monitors/schema';
import type { ResponseTimesView } from '@/lib/rollups/schema';

const ranges = [
  { value: '1', label: '24 h', name: '24 hours' },
  { value: '7', label: '7 d', name: '7 days' },
  { value: '30', label: '30 d', name: '30 days' },
  { value: '90', label: '90 d', name: '90 days' },
] as const;
const dayMs = 86_400_000;
const points = 300;

export function ResponseTimePanel({ monitor }: { monitor: MonitorView }) {
  const [days, setDays] = useState<(typeof ranges)[number]['value']>('1');
  return (
    <Panel
      title="Response time"
      action={<Segmented label="Period" value={days} onChange={setDays} options={ranges} />}
    >
      <Chart monitor={monitor} days={Number(days)} />
    </Panel>
  );
}

function Chart({ monitor, days }: { monitor: MonitorView; days: number }) {
  const path = queryPath(`/monitors/${monitor.id}/response-times`, { days, points });
  const query = useLive<{ data: ResponseTimesView }>(path, { every: days === 1 ? 15_000 : 60_000 });
  const incidents = useLive<Page<IncidentSummaryView>>(
    queryPath('/incidents', { monitor_id: monitor.id, limit: 50 }),
  );
  const now = useNow(60_000);
  // The axis ends on a whole minute, so that it does not creep with every second.
  const toMs = Math.ceil(now / 60_000) * 60_000;
  const fromMs = toMs - days * dayMs;
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-2 h-72 w-full" />;
  const { buckets, bucket_seconds } = query.data.data;
  if (buckets.length === 0) {
    return (
      <EmptyState level={3} title="Nothing was measured in this period">
        The chart begins with the first check.
      </EmptyState>
    );
  }
  return (
    <ResponseTimes
      points={toPoints(buckets, bucket_seconds * 1000)}
      fromMs={fromMs}
      toMs={toMs}
      limitMs={monitor.degraded_after_ms}
      incidents={(incidents.data?.data ?? [])
        .map((incident) => ({
          fromMs: new Date(incident.opened_at).getTime(),
          toMs: incident.resolved_at ? new Date(incident.resolved_at).getTime() : toMs,
        }))
        .filter((band) => band.toMs > fromMs)}
    />
  );
}
