import type { Metadata } from 'next';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { PageIncidentList } from '@/components/status-pages/composer/incident-list';
import { pageIncidentsPerPage } from '@/components/status-pages/composer/page-size';
import { listPageIncidents } from '@/lib/page-incidents/list-page-incidents';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Incidents of a status page' };

export default async function PageIncidentsPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const page = await loadStatusPage((await params).id);
  const asked = { page_id: page.id, limit: pageIncidentsPerPage };
  const [draft, unresolved, resolved] = await Promise.all([
    listPageIncidents(ctx, { ...asked, state: 'draft' }),
    listPageIncidents(ctx, { ...asked, state: 'unresolved' }),
    listPageIncidents(ctx, { ...asked, state: 'resolved' }),
  ]);
  return <PageIncidentList page={page} initial={{ draft, unresolved, resolved }} />;
}
