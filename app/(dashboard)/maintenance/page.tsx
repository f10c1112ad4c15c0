import type { Metadata } from 'next';
import Link from 'next/link';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { queryPath } from '@/components/lists/query-path';
import { MaintenanceList } from '@/components/maintenance/maintenance-list';
import { maintenancesPerPage } from '@/components/maintenance/page-size';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { isId } from '@/lib/core/ids';
import { listMaintenances } from '@/lib/maintenance/list-maintenances';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Maintenance' };

export default async function MaintenancesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  const asked = one((await searchParams)['project']);
  const projectId = asked !== undefined && isId('prj', asked) ? asked : null;
  const [maintenances, projects] = await Promise.all([
    listMaintenances(ctx, {
      limit: maintenancesPerPage,
      ...(projectId === null ? {} : { project_id: projectId }),
    }),
    listProjects(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        title="Maintenance"
        actions={
          roleMay(organization.role, 'maintenance.write') && (
            <Button asChild variant="primary">
              <Link href={queryPath('/maintenance/new', { project: projectId })}>Plan a maintenance</Link>
            </Button>
          )
        }
      >
        Planned work, during which nobody is woken.
      </PageHeader>
      <MaintenanceList initial={maintenances} projects={projects.data} projectId={projectId} />
    </>
  );
}
