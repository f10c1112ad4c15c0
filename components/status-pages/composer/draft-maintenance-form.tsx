'use client';

import { type FormEvent, useState } from 'react';
import { FaultLine } from '@/components/forms/fault-line';
import type { PageIncidentActions } from '@/components/status-pages/composer/actions';
import { DraftBar } from '@/components/status-pages/composer/draft-bar';
import {
  maintenanceFromView,
  toMaintenanceUpdate,
} from '@/components/status-pages/composer/maintenance-draft';
import { MaintenanceFields } from '@/components/status-pages/composer/maintenance-fields';
import { useDraftForm } from '@/components/status-pages/composer/use-draft-form';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { Panel } from '@/components/ui/panel';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type MaintenanceDraftFormProps = {
  page: StatusPageView;
  incident: PageIncidentView;
  actions: PageIncidentActions;
  accept: (incident: PageIncidentView) => Promise<void>;
  /** What is typed and not saved; empty once it is. */
  onTyped: (body: string) => void;
};

export function MaintenanceDraftForm({
  page,
  incident,
  actions,
  accept,
  onTyped,
}: MaintenanceDraftFormProps) {
  const [notify, setNotify] = useState(true);
  const ref = { page_id: incident.page_id, id: incident.id };
  const followsWindow = incident.origin === 'window';
  const { draft, change, errors, fault, publish, save, ...state } = useDraftForm({
    incident,
    actions,
    accept,
    onTyped,
    read: (view) => maintenanceFromView(view, page.time_zone),
    write: (typed) =>
      toMaintenanceUpdate(ref, typed, { timeZone: page.time_zone, hasOwnTimes: !followsWindow }),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void publish(notify);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-8">
      <MaintenanceFields
        page={page}
        draft={draft}
        change={change}
        errors={errors}
        followsWindow={followsWindow}
      />
      <Panel title="Who will be told">
        <WhoIsTold page={page} componentIds={draft.componentIds} notify={notify} onChange={setNotify} />
      </Panel>
      <DraftBar
        {...state}
        incident={incident}
        discard={actions.discard}
        publishWord="Announce"
        save={() => void save()}
        fault={
          <FaultLine
            fault={fault}
            shown={['/title', '/body', '/scheduled_for', '/scheduled_until', '/components']}
          />
        }
      />
    </form>
  );
}
