'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useMay } from '@/components/shell/shell-context';
import type { PageIncidentActions } from '@/components/status-pages/composer/actions';
import { IncidentHead } from '@/components/status-pages/composer/incident-head';
import { IncidentSide } from '@/components/status-pages/composer/incident-side';
import { UpdateTimeline } from '@/components/status-pages/composer/update-timeline';
import { useIncident } from '@/components/status-pages/composer/use-incident';
import { usePage } from '@/components/status-pages/use-page';
import { Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

// One of the three is shown: the others need not come along. Not before the browser has taken over: what is typed into a form
// of the server would be lost with it.
const wait = () => <Skeleton className="h-96 w-full" />;
const IncidentDraftForm = dynamic(
  async () => (await import('@/components/status-pages/composer/draft-incident-form')).IncidentDraftForm,
  { ssr: false, loading: wait },
);
const MaintenanceDraftForm = dynamic(
  async () =>
    (await import('@/components/status-pages/composer/draft-maintenance-form')).MaintenanceDraftForm,
  { ssr: false, loading: wait },
);
const NextUpdate = dynamic(
  async () => (await import('@/components/status-pages/composer/next-update')).NextUpdate,
  { ssr: false, loading: wait },
);

type IncidentDetailProps = {
  page: StatusPageView;
  initial: PageIncidentView;
  actions: PageIncidentActions;
};

/** One incident or maintenance of a page: what was told, to whom, and what is told next. */
export function IncidentDetail({ page: initialPage, initial, actions }: IncidentDetailProps) {
  const mayWrite = useMay('status_page.write');
  const { page } = usePage(initialPage);
  const { incident, accept, reload } = useIncident(initial);
  // It may publish itself while somebody writes in it: what is typed becomes the next update.
  const [typed, setTyped] = useState('');
  const isEditing = incident.is_draft && mayWrite;
  const form = { page, incident, actions, accept, onTyped: setTyped };
  return (
    <>
      <IncidentHead page={page} incident={incident} actions={actions} accept={accept} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="min-w-0 space-y-10">
          {isEditing && incident.kind === 'incident' && <IncidentDraftForm {...form} />}
          {isEditing && incident.kind === 'maintenance' && <MaintenanceDraftForm {...form} />}
          {!incident.is_draft && mayWrite && (
            <NextUpdate
              page={page}
              incident={incident}
              add={actions.addUpdate}
              accept={accept}
              reload={reload}
              typed={typed}
            />
          )}
          {!isEditing && (
            <Panel title={incident.is_draft ? 'What it says' : 'What was told'}>
              <UpdateTimeline incident={incident} edit={actions.editUpdate} accept={accept} />
            </Panel>
          )}
        </div>
        <IncidentSide page={page} incident={incident} />
      </div>
    </>
  );
}
