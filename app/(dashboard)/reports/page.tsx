import type { Metadata } from 'next';
import {
  createReportAction,
  deleteReportAction,
  sendReportNowAction,
  updateReportAction,
} from '@/app/(dashboard)/reports/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { ReportsPage } from '@/components/reports/reports-page';
import { listChannels } from '@/lib/channels/list-channels';
import { notifiers } from '@/lib/notifiers/registry';
import { listProjects } from '@/lib/projects/list-projects';
import { listReports } from '@/lib/reports/list-reports';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Reports' };

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireOrgContext();
  const projectId = one((await searchParams)['project']) ?? null;
  const [reports, projects, channels] = await Promise.all([
    listReports(ctx, { limit: 200 }),
    listProjects(ctx, { limit: 200 }),
    listChannels(ctx, { limit: 200 }),
  ]);
  const readers = channels.data.filter(({ type }) => notifiers[type].folds);
  return (
    <ReportsPage
      initial={reports}
      projects={projects.data.map(({ id, name }) => ({ id, name }))}
      channels={readers.map(({ id, name, project_id, user_id, enabled }) => ({
        id,
        name,
        project_id,
        user_id,
        enabled,
      }))}
      projectId={projectId}
      actions={{
        create: createReportAction,
        update: updateReportAction,
        remove: deleteReportAction,
        send: sendReportNowAction,
      }}
    />
  );
}
