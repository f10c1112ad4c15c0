import type { Metadata } from 'next';
import Link from 'next/link';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { createStatusPageAction } from '@/app/(dashboard)/status-pages/actions';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { NewPage } from '@/components/status-pages/editor/new-page';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'New status page' };

export default async function NewStatusPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'status_page.write')) return <Forbidden what="this form" from="editor" />;
  const wanted = one((await searchParams)['project']);
  const projects = await listProjects(ctx, { limit: 200 });
  const chosen = projects.data.find(({ id }) => id === wanted) ?? projects.data[0];
  return (
    <>
      <PageHeader title="New status page" back={{ href: '/status-pages', name: 'Status pages' }} />
      <NewPage
        projects={projects.data}
        projectId={chosen?.id ?? ''}
        create={createStatusPageAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href="/status-pages">Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
