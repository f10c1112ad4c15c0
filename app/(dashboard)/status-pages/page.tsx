import type { Metadata } from 'next';
import Link from 'next/link';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { queryPath } from '@/components/lists/query-path';
import { PageHeader } from '@/components/shell/page-header';
import { statusPagesPerPage } from '@/components/status-pages/list/page-size';
import { StatusPageList } from '@/components/status-pages/list/status-page-list';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { isId } from '@/lib/core/ids';
import { listProjects } from '@/lib/projects/list-projects';
import { listPageStates } from '@/lib/snapshots/list-page-states';
import { listStatusPages } from '@/lib/status-pages/list-status-pages';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Status pages' };

export default async function StatusPagesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  const asked = one((await searchParams)['project']);
  const projectId = asked !== undefined && isId('prj', asked) ? asked : null;
  const [pages, projects, states] = await Promise.all([
    listStatusPages(ctx, {
      limit: statusPagesPerPage,
      ...(projectId === null ? {} : { project_id: projectId }),
    }),
    listProjects(ctx, { limit: 200 }),
    listPageStates(ctx, {}),
  ]);
  return (
    <>
      <PageHeader
        title="Status pages"
        actions={
          roleMay(organization.role, 'status_page.write') && (
            <Button asChild variant="primary">
              <Link href={queryPath('/status-pages/new', { project: projectId })}>New status page</Link>
            </Button>
          )
        }
      >
        What your customers see: what works, what does not, and what you do about it.
      </PageHeader>
      <StatusPageList initial={pages} projects={projects.data} projectId={projectId} states={states} />
    </>
  );
}
