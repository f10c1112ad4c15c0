'use client';

import Link from 'next/link';
import { IncidentRows } from '@/components/incidents/incident-rows';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { BlindRegions } from '@/components/overview/blind-regions';
import { FailedDeliveries } from '@/components/overview/failed-deliveries';
import { type Counts, headline } from '@/components/overview/headline';
import { MonitorStrips } from '@/components/overview/monitor-strips';
import { useMay } from '@/components/shell/shell-context';
import { StateMark } from '@/components/state/state-mark';
import { stateWords, worstFirst } from '@/components/state/states';
import { WaitingDrafts } from '@/components/status-pages/composer/waiting-drafts';
import { percentWords } from '@/components/time/words';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { DeliveryView } from '@/lib/alerting/schema';
import type { Page } from '@/lib/core/paging';
import type { IncidentSummaryView } from '@/lib/incidents/schema';
import { monitorStatuses } from '@/lib/monitors/constants';
import type { MonitorView } from '@/lib/monitors/schema';
import type { PageDraftView } from '@/lib/page-incidents/schema';
import type { DashboardSummaryView } from '@/lib/pipeline/schema';
import type { RegionView } from '@/lib/regions/schema';

export type OverviewData = {
  summary: { data: DashboardSummaryView };
  incidents: Page<IncidentSummaryView>;
  monitors: Page<MonitorView>;
  failed: Page<DeliveryView>;
  regions: { data: RegionView[] };
  drafts: { data: PageDraftView[] };
};

type OverviewProps = { initial: OverviewData; projectId: string | null };

export function Overview({ initial, projectId }: OverviewProps) {
  const project = { project_id: projectId };
  const summary = useLive(queryPath('/dashboard/summary', project), { initial: initial.summary });
  const incidents = useLive(queryPath('/incidents', { limit: 20, status: 'unresolved', ...project }), {
    initial: initial.incidents,
  });
  const monitors = useLive(queryPath('/monitors', { limit: 30, ...project }), { initial: initial.monitors });
  const failed = useLive(queryPath('/deliveries', { limit: 5, status: 'failed', ...project }), {
    initial: initial.failed,
  });
  const counts = (summary.data ?? initial.summary).data;
  const open = (incidents.data ?? initial.incidents).data;
  return (
    <>
      <BlindRegions initial={initial.regions} />
      <Top counts={counts.monitors} uptimeRatio={counts.uptime_24h.uptime_ratio} projectId={projectId} />
      <div className="space-y-10">
        {open.length > 0 && (
          <Panel title="Wrong now" action={<More href="/incidents">All incidents</More>}>
            <IncidentRows incidents={open} />
          </Panel>
        )}
        <WaitingDrafts initial={initial.drafts} projectId={projectId} />
        <FailedDeliveries deliveries={(failed.data ?? initial.failed).data} />
        <MonitorStrips monitors={monitors.data ?? initial.monitors} />
      </div>
    </>
  );
}

function Top({
  counts,
  uptimeRatio,
  projectId,
}: {
  counts: Counts;
  uptimeRatio: number | null;
  projectId: string | null;
}) {
  const mayWrite = useMay('monitor.write');
  const { state, words } = headline(counts);
  const isEmpty = Object.values(counts).every((number) => number === 0);
  return (
    <div className="mb-9">
      <div className="flex items-start gap-4">
        <StateMark state={state} label={false} size={34} className="mt-1" />
        <div>
          <h1 className="text-3xl font-semibold tracking-[-0.025em]" aria-live="polite">
            {words}
          </h1>
          {uptimeRatio !== null && (
            <p className="mt-0.5 text-ink-soft">{`${percentWords(uptimeRatio, 3)} uptime over all in the last 24 hours`}</p>
          )}
        </div>
      </div>
      {isEmpty && mayWrite && (
        <div className="mt-5 flex flex-wrap gap-2">
          <Button asChild variant="primary">
            <Link href="/monitors/new">Watch a website</Link>
          </Button>
          <Button asChild>
            <Link href="/monitors/new?type=heartbeat">Wait for a job</Link>
          </Button>
        </div>
      )}
      <ul className="mt-5 flex flex-wrap gap-x-1 gap-y-1 empty:hidden">
        {[...monitorStatuses]
          .sort((a, b) => worstFirst.indexOf(a) - worstFirst.indexOf(b))
          .filter((status) => counts[status] > 0)
          .map((status) => (
            <li key={status}>
              <Link
                href={queryPath('/monitors', { status, project: projectId })}
                className="flex h-8 items-center gap-2 rounded-md border border-line px-2.5 hover:border-line-strong hover:bg-hover pointer-coarse:h-10"
              >
                <StateMark state={status} label={false} />
                <span className="font-semibold">{counts[status]}</span>
                <span className="text-ink-soft">{stateWords[status]}</span>
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}

function More({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-sm text-ink-soft hover:text-ink hover:underline">
      {children}
    </Link>
  );
}
