import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/page-access';
import {
  addPageIncidentUpdateAction,
  deletePageIncidentAction,
  discardPageIncidentAction,
  editPageIncidentUpdateAction,
  publishPageIncidentAction,
  updatePageIncidentAction,
} from '@/app/(dashboard)/status-pages/[id]/incidents/actions';
import { renderBodies } from '@/app/(dashboard)/status-pages/[id]/incidents/render-bodies';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { IncidentDetail } from '@/components/status-pages/composer/incident-detail';
import { RenderedMarkdown } from '@/components/status-pages/composer/rendered';
import { getPageIncident } from '@/lib/page-incidents/get-page-incident';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Incident of a status page' };

type PageProps = { params: Promise<{ id: string; incident_id: string }> };

export default async function PageIncidentPage({ params }: PageProps) {
  const { ctx } = await requireOrgContext();
  const { id, incident_id } = await params;
  const page = await loadStatusPage(id);
  const incident = await orNotFound(getPageIncident(ctx, { page_id: page.id, id: incident_id }));
  return (
    <RenderedMarkdown html={renderBodies(incident.updates.map(({ body }) => body))}>
      <IncidentDetail
        page={page}
        initial={incident}
        actions={{
          update: updatePageIncidentAction,
          publish: publishPageIncidentAction,
          discard: discardPageIncidentAction,
          remove: deletePageIncidentAction,
          addUpdate: addPageIncidentUpdateAction,
          editUpdate: editPageIncidentUpdateAction,
        }}
      />
    </RenderedMarkdown>
  );
}
