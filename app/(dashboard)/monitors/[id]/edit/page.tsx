import type { Metadata } from 'next';
import Link from 'next/link';
import { updateMonitorAction } from '@/app/(dashboard)/monitors/actions';
import { loadAlertingChoices } from '@/app/(dashboard)/monitors/load-alerting-choices';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { EditMonitor } from '@/components/monitors/edit-monitor';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Edit monitor' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'monitor.write')) return <Forbidden what="this form" from="editor" />;
  const monitor = await orNotFound(getMonitor(ctx, await params));
  const projects = await listProjects(ctx, { limit: 200 });
  return (
    <>
      <PageHeader
        title={`Edit ${monitor.name}`}
        back={{ href: `/monitors/${monitor.id}`, name: monitor.name }}
        actions={
          monitor.type === 'http' && (
            <Button asChild>
              <Link href={`/policies/backtest?monitor=${monitor.id}`}>Try thresholds on the past</Link>
            </Button>
          )
        }
      />
      <EditMonitor
        monitor={monitor}
        projects={projects.data.map(({ id, name }) => ({ id, name }))}
        alerting={await loadAlertingChoices(ctx, monitor)}
        update={updateMonitorAction}
      />
    </>
  );
}
