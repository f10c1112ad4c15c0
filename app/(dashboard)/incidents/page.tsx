import type { Metadata } from 'next';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { IncidentList } from '@/components/incidents/incident-list';
import { incidentsPerPage } from '@/components/incidents/page-size';
import { queryPath } from '@/components/lists/query-path';
import { PageHeader } from '@/components/shell/page-header';
import { listIncidents } from '@/lib/incidents/list-incidents';
import { listIncidentsInput } from '@/lib/incidents/schema';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Incidents' };

export default async function IncidentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireOrgContext();
  const params = await searchParams;
  const asked = {
    limit: incidentsPerPage,
    status: one(params['status']),
    project_id: one(params['project']),
  };
  // An address that somebody mistyped shows everything rather than an error.
  const filter = listIncidentsInput.safeParse(asked).success ? asked : { limit: incidentsPerPage };
  return (
    <>
      <PageHeader title="Incidents" />
      <IncidentList
        initial={await listIncidents(ctx, filter)}
        initialPath={queryPath('/incidents', filter)}
      />
    </>
  );
}
