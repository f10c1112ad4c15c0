import type { Metadata } from 'next';
import { createMonitorAction, runMonitorAction } from '@/app/(dashboard)/monitors/actions';
import { loadAlertingChoices } from '@/app/(dashboard)/monitors/load-alerting-choices';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { NewMonitor } from '@/components/monitors/new-monitor';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { roleMay } from '@/lib/access/rules/permissions';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'New monitor' };

export default async function NewMonitorPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'monitor.write')) return <Forbidden what="this form" from="editor" />;
  const projects = await listProjects(ctx, { limit: 200 });
  const wanted = one((await searchParams)['project']);
  const chosen = projects.data.find((project) => project.id === wanted) ?? projects.data[0];
  return (
    <>
      <PageHeader title="New monitor" back={{ href: '/monitors', name: 'Monitors' }}>
        What should we watch?
      </PageHeader>
      <NewMonitor
        projects={projects.data.map(({ id, name }) => ({ id, name }))}
        alerting={await loadAlertingChoices(ctx)}
        projectId={chosen?.id ?? ''}
        create={createMonitorAction}
        run={runMonitorAction}
      />
    </>
  );
}
