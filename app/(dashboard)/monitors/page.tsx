import type { Metadata } from 'next';
import Link from 'next/link';
import { bulkMonitorsAction } from '@/app/(dashboard)/monitors/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { queryPath } from '@/components/lists/query-path';
import { MonitorList } from '@/components/monitors/monitor-list';
import { monitorsPerPage } from '@/components/monitors/page-size';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { listMonitorsInput } from '@/lib/monitors/schema';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Monitors' };

export default async function MonitorsPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  const params = await searchParams;
  const asked = {
    limit: monitorsPerPage,
    q: one(params['q']),
    status: one(params['status']),
    type: one(params['type']),
    project_id: one(params['project']),
  };
  // An address that somebody mistyped shows everything rather than an error.
  const filter = listMonitorsInput.safeParse(asked).success ? asked : { limit: monitorsPerPage };
  const [monitors, projects] = await Promise.all([
    listMonitors(ctx, filter),
    listProjects(ctx, { limit: 200 }),
  ]);
  const mayWrite = roleMay(organization.role, 'monitor.write');
  return (
    <>
      <PageHeader
        title="Monitors"
        actions={
          mayWrite && (
            <Button asChild variant="primary" className="md:hidden">
              <Link href="/monitors/new">New monitor</Link>
            </Button>
          )
        }
      />
      <MonitorList
        initial={monitors}
        initialPath={queryPath('/monitors', filter)}
        projects={projects.data.map(({ id, name }) => ({ id, name }))}
        bulk={bulkMonitorsAction}
      />
    </>
  );
}
