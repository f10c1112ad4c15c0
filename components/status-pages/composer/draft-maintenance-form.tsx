'use client';

import { DraftBar } from '@/components/status-pages/composer/draft-bar';
import {
  maintenanceFromView,
  toMaintenanceUpdate,
} from '@/components/status-pages/composer/maintenance-draft';
import { MaintenanceFields } from '@/components/status-pages/composer/maintenance-fields';
import { TellPanel } from '@/components/status-pages/composer/tell-panel';
import { type DraftFormProps, useDraftForm } from '@/components/status-pages/composer/use-draft-form';

export function MaintenanceDraftForm({ page, ...stored }: DraftFormProps) {
  const { incident, actions } = stored;
  const ref = { page_id: incident.page_id, id: incident.id };
  const followsWindow = incident.origin === 'window';
  const { draft, change, errors, notify, setNotify, bar, onSubmit } = useDraftForm({
    ...stored,
    read: (view) => maintenanceFromView(view, page.time_zone),
    write: (typed) =>
      toMaintenanceUpdate(ref, typed, { timeZone: page.time_zone, hasOwnTimes: !followsWindow }),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-8">
      <MaintenanceFields
        page={page}
        draft={draft}
        change={change}
        errors={errors}
        followsWindow={followsWindow}
      />
      <TellPanel page={page} componentIds={draft.componentIds} notify={notify} onChange={setNotify} />
      <DraftBar
        {...bar}
        discard={actions.discard}
        publishWord="Announce"
        shown={['/title', '/body', '/scheduled_for', '/scheduled_until', '/components']}
      />
    </form>
  );
}
