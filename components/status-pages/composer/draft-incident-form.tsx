'use client';

import { DraftBar } from '@/components/status-pages/composer/draft-bar';
import { incidentFromView, toUpdateInput } from '@/components/status-pages/composer/incident-draft';
import { IncidentFields } from '@/components/status-pages/composer/incident-fields';
import { TellPanel } from '@/components/status-pages/composer/tell-panel';
import { type DraftFormProps, useDraftForm } from '@/components/status-pages/composer/use-draft-form';

export function IncidentDraftForm({ page, ...stored }: DraftFormProps) {
  const { incident, actions } = stored;
  const ref = { page_id: incident.page_id, id: incident.id };
  const { draft, change, errors, notify, setNotify, bar, onSubmit } = useDraftForm({
    ...stored,
    read: incidentFromView,
    write: (typed) => toUpdateInput(ref, typed),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-8">
      <IncidentFields page={page} draft={draft} change={change} errors={errors} />
      <TellPanel
        page={page}
        componentIds={Object.keys(draft.affected)}
        notify={notify}
        onChange={setNotify}
      />
      <DraftBar
        {...bar}
        discard={actions.discard}
        publishWord="Publish"
        shown={['/title', '/body', '/components', '/impact']}
      />
    </form>
  );
}
