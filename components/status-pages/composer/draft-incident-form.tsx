'use client';

import { type FormEvent, useState } from 'react';
import { FaultLine } from '@/components/forms/fault-line';
import type { PageIncidentActions } from '@/components/status-pages/composer/actions';
import { DraftBar } from '@/components/status-pages/composer/draft-bar';
import { incidentFromView, toUpdateInput } from '@/components/status-pages/composer/incident-draft';
import { IncidentFields } from '@/components/status-pages/composer/incident-fields';
import { useDraftForm } from '@/components/status-pages/composer/use-draft-form';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { Panel } from '@/components/ui/panel';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type IncidentDraftFormProps = {
  page: StatusPageView;
  incident: PageIncidentView;
  actions: PageIncidentActions;
  accept: (incident: PageIncidentView) => Promise<void>;
  /** What is typed and not saved; empty once it is. */
  onTyped: (body: string) => void;
};

export function IncidentDraftForm({ page, incident, actions, accept, onTyped }: IncidentDraftFormProps) {
  const [notify, setNotify] = useState(true);
  const ref = { page_id: incident.page_id, id: incident.id };
  const { draft, change, errors, fault, publish, save, ...state } = useDraftForm({
    incident,
    actions,
    accept,
    onTyped,
    read: incidentFromView,
    write: (typed) => toUpdateInput(ref, typed),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void publish(notify);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-8">
      <IncidentFields page={page} draft={draft} change={change} errors={errors} />
      <Panel title="Who will be told">
        <WhoIsTold
          page={page}
          componentIds={Object.keys(draft.affected)}
          notify={notify}
          onChange={setNotify}
        />
      </Panel>
      <DraftBar
        {...state}
        incident={incident}
        discard={actions.discard}
        publishWord="Publish"
        save={() => void save()}
        fault={<FaultLine fault={fault} shown={['/title', '/body', '/components', '/impact']} />}
      />
    </form>
  );
}
