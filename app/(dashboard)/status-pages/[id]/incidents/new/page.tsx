import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { createPageIncidentAction } from '@/app/(dashboard)/status-pages/[id]/incidents/actions';
import { renderBodies } from '@/app/(dashboard)/status-pages/[id]/incidents/render-bodies';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { NewIncident } from '@/components/status-pages/composer/new-incident';
import { RenderedMarkdown } from '@/components/status-pages/composer/rendered';
import { Button } from '@/components/ui/button';
import type { Ctx } from '@/lib/access/context';
import { roleMay } from '@/lib/access/rules/permissions';
import { getIncident } from '@/lib/incidents/get-incident';
import { draftPageIncident } from '@/lib/page-incidents/draft-page-incident';
import { listOutagePages } from '@/lib/page-incidents/list-outage-pages';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Tell of an incident' };

type PageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function NewPageIncidentPage({ params, searchParams }: PageProps) {
  const { ctx, organization } = await requireOrgContext();
  const page = await loadStatusPage((await params).id);
  if (!roleMay(organization.role, 'status_page.write')) return <Forbidden what="this form" from="editor" />;
  const outageId = one((await searchParams)['incident']);
  const evidence = outageId === undefined ? null : await orNotFound(readOutage(ctx, page.id, outageId));
  const back = { href: `/status-pages/${page.id}/incidents`, name: 'Incidents' };
  return (
    <>
      <PageHeader level={2} back={back} title="Tell of an incident">
        {evidence && (
          <p>
            Written from the evidence of{' '}
            <Link className="link" href={`/incidents/${evidence.outage.id}`}>
              an outage
            </Link>
            . Look it over before you publish it.
          </p>
        )}
      </PageHeader>
      <RenderedMarkdown html={renderBodies(evidence === null ? [] : [evidence.draft.body])}>
        <NewIncident
          page={page}
          evidence={evidence}
          create={createPageIncidentAction}
          cancel={
            <Button asChild variant="ghost">
              <Link href={back.href}>Cancel</Link>
            </Button>
          }
        />
      </RenderedMarkdown>
    </>
  );
}

/** Where the page tells of the outage already, that is opened instead: one outage is told of once. */
async function readOutage(ctx: Ctx, pageId: string, outageId: string) {
  const { data } = await listOutagePages(ctx, { incident_id: outageId });
  const told = data.find(({ id }) => id === pageId)?.told ?? null;
  if (told !== null) redirect(`/status-pages/${pageId}/incidents/${told.id}`);
  const { opened_at } = await getIncident(ctx, { id: outageId });
  const draft = await draftPageIncident(ctx, { page_id: pageId, incident_id: outageId });
  return { draft, outage: { id: outageId, beganAt: opened_at } };
}
