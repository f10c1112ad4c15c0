'use client';

import type { ReactNode } from 'react';
import type { Action } from '@/components/forms/action-result';
import {
  emptyIncident,
  incidentFromEvidence,
  type ToldOutage,
  toCreateInput,
} from '@/components/status-pages/composer/incident-draft';
import { IncidentFields } from '@/components/status-pages/composer/incident-fields';
import { NewBar } from '@/components/status-pages/composer/new-bar';
import { TellPanel } from '@/components/status-pages/composer/tell-panel';
import { useNewForm } from '@/components/status-pages/composer/use-new-form';
import { usePage } from '@/components/status-pages/use-page';
import { useHydrated } from '@/components/time/clock';
import { Skeleton } from '@/components/ui/empty-state';
import type { PageIncidentDraftView, PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type NewIncidentProps = {
  page: StatusPageView;
  /** Of an outage: what it shows, and which it is. */
  evidence: { draft: PageIncidentDraftView; outage: ToldOutage } | null;
  create: Action<PageIncidentView>;
  cancel: ReactNode;
};

/** What customers are told first. Not before the browser has taken over: what is typed into a form of the server would be lost with it. */
export function NewIncident(props: NewIncidentProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-3xl" />;
}

function Form({ page: initial, evidence, create, cancel }: NewIncidentProps) {
  const { page } = usePage(initial);
  const { draft, change, errors, notify, setNotify, bar, onSubmit } = useNewForm({
    first: () => (evidence === null ? emptyIncident() : incidentFromEvidence(evidence.draft)),
    create: (typed, how) =>
      create(toCreateInput(typed, { pageId: page.id, ...how, outage: evidence?.outage ?? null })),
    done: 'Published.',
  });
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      <IncidentFields page={page} draft={draft} change={change} errors={errors} />
      <TellPanel
        page={page}
        componentIds={Object.keys(draft.affected)}
        notify={notify}
        onChange={setNotify}
      />
      <NewBar
        {...bar}
        publishWord="Publish"
        shown={['/title', '/body', '/components', '/impact']}
        cancel={cancel}
      />
    </form>
  );
}
