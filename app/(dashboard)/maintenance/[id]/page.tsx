import type { Metadata } from 'next';
import {
  cancelMaintenanceAction,
  deleteMaintenanceAction,
  endMaintenanceAction,
} from '@/app/(dashboard)/maintenance/actions';
import { nameMonitors } from '@/app/(dashboard)/maintenance/name-monitors';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { MaintenancePage } from '@/components/maintenance/maintenance-page';
import { windowsPerPage } from '@/components/maintenance/page-size';
import { getMaintenance } from '@/lib/maintenance/get-maintenance';
import { listMaintenanceWindows } from '@/lib/maintenance/list-maintenance-windows';
import { getProject } from '@/lib/projects/get-project';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Maintenance' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const maintenance = await orNotFound(getMaintenance(ctx, await params));
  const [windows, project, monitors] = await Promise.all([
    listMaintenanceWindows(ctx, { maintenance_id: maintenance.id, limit: windowsPerPage }),
    getProject(ctx, { id: maintenance.project_id }),
    nameMonitors(ctx, maintenance.monitor_ids),
  ]);
  return (
    <MaintenancePage
      initial={{ data: maintenance }}
      windows={windows}
      project={project.name}
      monitors={monitors}
      actions={{
        end: endMaintenanceAction,
        cancel: cancelMaintenanceAction,
        remove: deleteMaintenanceAction,
      }}
    />
  );
}
