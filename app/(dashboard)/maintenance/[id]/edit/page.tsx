import type { Metadata } from 'next';
import Link from 'next/link';
import { updateMaintenanceAction } from '@/app/(dashboard)/maintenance/actions';
import { nameMonitors } from '@/app/(dashboard)/maintenance/name-monitors';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { MaintenanceForm } from '@/components/maintenance/maintenance-form';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { getMaintenance } from '@/lib/maintenance/get-maintenance';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Edit maintenance' };

export default async function EditMaintenancePage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'maintenance.write')) return <Forbidden what="this form" from="editor" />;
  const maintenance = await orNotFound(getMaintenance(ctx, await params));
  const back = `/maintenance/${maintenance.id}`;
  return (
    <>
      <PageHeader title={`Edit ${maintenance.title}`} back={{ href: back, name: maintenance.title }} />
      <MaintenanceForm
        maintenance={maintenance}
        projects={[]}
        projectId={maintenance.project_id}
        known={await nameMonitors(ctx, maintenance.monitor_ids)}
        save={updateMaintenanceAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href={back}>Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
