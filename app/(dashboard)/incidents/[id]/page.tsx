import type { Metadata } from 'next';
import {
  acknowledgeIncidentAction,
  addIncidentUpdateAction,
  putPostMortemAction,
  resolveIncidentAction,
} from '@/app/(dashboard)/incidents/actions';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { IncidentPage } from '@/components/incidents/incident-page';
import { getNextAlert } from '@/lib/alerting/get-next-alert';
import { getIncident } from '@/lib/incidents/get-incident';
import { listOutagePages } from '@/lib/page-incidents/list-outage-pages';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Incident' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const incident = await orNotFound(getIncident(ctx, await params));
  return (
    <IncidentPage
      initial={{ data: incident }}
      next={{ data: await getNextAlert(ctx, { id: incident.id }) }}
      pages={await listOutagePages(ctx, { incident_id: incident.id })}
      actions={{
        acknowledge: acknowledgeIncidentAction,
        resolve: resolveIncidentAction,
        comment: addIncidentUpdateAction,
        postMortem: putPostMortemAction,
      }}
    />
  );
}
