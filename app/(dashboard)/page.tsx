import type { Metadata } from 'next';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { Overview } from '@/components/overview/overview';
import { listDeliveries } from '@/lib/alerting/list-deliveries';
import { isId } from '@/lib/core/ids';
import { listIncidents } from '@/lib/incidents/list-incidents';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { listPageDrafts } from '@/lib/page-incidents/list-page-drafts';
import { getDashboardSummary } from '@/lib/pipeline/get-dashboard-summary';
import { listRegions } from '@/lib/regions/list-regions';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireOrgContext();
  const asked = one((await searchParams)['project']);
  const projectId = asked !== undefined && isId('prj', asked) ? asked : null;
  const project = projectId === null ? {} : { project_id: projectId };
  const [summary, incidents, monitors, failed, regions, drafts] = await Promise.all([
    getDashboardSummary(ctx, project),
    listIncidents(ctx, { limit: 20, status: 'unresolved', ...project }),
    listMonitors(ctx, { limit: 30, ...project }),
    listDeliveries(ctx, { limit: 5, status: 'failed', ...project }),
    listRegions(ctx),
    listPageDrafts(ctx, project),
  ]);
  return (
    <Overview
      initial={{ summary: { data: summary }, incidents, monitors, failed, regions, drafts }}
      projectId={projectId}
    />
  );
}
