'use client';

import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { affectedOf } from '@/components/status-pages/composer/affected';
import { ImpactField } from '@/components/status-pages/composer/impact-field';
import { incidentFromView, reckonedImpact } from '@/components/status-pages/composer/incident-draft';
import { maintenanceFromView, timesOf } from '@/components/status-pages/composer/maintenance-draft';
import { TimeFields } from '@/components/status-pages/composer/maintenance-fields';
import { TitleField } from '@/components/status-pages/composer/title-field';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { PageIncidentImpact } from '@/lib/status-pages/constants';
import type { StatusPageView } from '@/lib/status-pages/schema';

type EditHeadProps = {
  page: StatusPageView;
  incident: PageIncidentView;
  update: Action<PageIncidentView>;
  onClose: () => void;
  accept: (incident: PageIncidentView) => Promise<void>;
};

/** Of what is published: its title, its impact or its times. Its words are corrected one by one, where they stand. */
export function EditHead({ page, incident, update, onClose, accept }: EditHeadProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const [title, setTitle] = useState(incident.title);
  const [impact, setImpact] = useState(incidentFromView(incident).impact);
  const [times, setTimes] = useState(maintenanceFromView(incident, page.time_zone));
  const isMaintenance = incident.kind === 'maintenance';
  const hasOwnTimes = isMaintenance && incident.origin !== 'window' && incident.resolved_at === null;
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() =>
      update({
        page_id: incident.page_id,
        id: incident.id,
        title,
        ...(!isMaintenance && { impact }),
        ...(hasOwnTimes && timesOf(times, page.time_zone)),
      }),
    );
    if (!result.ok) return;
    await accept(result.data);
    toast('Saved. Nobody was told of it.');
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={isMaintenance ? 'Edit the maintenance' : 'Edit the incident'}>
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <TitleField value={title} onChange={setTitle} errors={errors} />
        {!isMaintenance && (
          <ImpactField value={impact} reckoned={reckonedOf(incident)} onChange={setImpact} errors={errors} />
        )}
        {hasOwnTimes && (
          <TimeFields
            draft={times}
            change={(patch) => setTimes((before) => ({ ...before, ...patch }))}
            errors={errors}
            timeZone={page.time_zone}
          />
        )}
        <FaultLine fault={fault} shown={['/title', '/impact', '/scheduled_for', '/scheduled_until']} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={pending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What it is where nobody chooses: of what has one chosen, the best guess there is before it is saved. */
function reckonedOf({ chosen_impact, impact, components }: PageIncidentView): PageIncidentImpact {
  return chosen_impact === null ? impact : reckonedImpact(affectedOf(components));
}
