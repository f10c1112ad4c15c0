import type { Metadata } from 'next';
import {
  deleteMonitorAction,
  pauseMonitorAction,
  resumeMonitorAction,
  runMonitorAction,
} from '@/app/(dashboard)/monitors/actions';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { BadgeSnippet } from '@/components/badges/badge-snippet';
import { MonitorPage } from '@/components/monitors/monitor-page';
import { fittingRange } from '@/components/pings/fitting-range';
import { badgeAddress } from '@/lib/badges/badge-address';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { getProject } from '@/lib/projects/get-project';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Monitor' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const monitor = await orNotFound(getMonitor(ctx, await params));
  const project = await getProject(ctx, { id: monitor.project_id });
  return (
    <>
      <MonitorPage
        initial={{ data: monitor }}
        projectName={project.name}
        range={monitor.type === 'heartbeat' ? fittingRange(monitor.spec.schedule, ctx.now.getTime()) : '1'}
        actions={{
          run: runMonitorAction,
          pause: pauseMonitorAction,
          resume: resumeMonitorAction,
          remove: deleteMonitorAction,
        }}
      />
      <div className="mt-10">
        <BadgeSnippet address={badgeAddress(monitor.id)} initial={{ data: monitor }} />
      </div>
    </>
  );
}
