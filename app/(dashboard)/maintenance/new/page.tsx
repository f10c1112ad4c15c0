import type { Metadata } from 'next';
import Link from 'next/link';
import { createMaintenanceAction } from '@/app/(dashboard)/maintenance/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { MaintenanceForm } from '@/components/maintenance/maintenance-form';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Plan a maintenance' };

export default async function NewMaintenancePage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'maintenance.write')) return <Forbidden what="this form" from="editor" />;
  const wanted = one((await searchParams)['project']);
  const projects = await listProjects(ctx, { limit: 200 });
  const chosen = projects.data.find(({ id }) => id === wanted) ?? projects.data[0];
  return (
    <>
      <PageHeader title="Plan a maintenance" back={{ href: '/maintenance', name: 'Maintenance' }} />
      <MaintenanceForm
        projects={projects.data}
        projectId={chosen?.id ?? ''}
        known={[]}
        save={createMaintenanceAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href="/maintenance">Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
