'use client';

import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { BodyField } from '@/components/status-pages/composer/body-field';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentUpdateView, PageIncidentView } from '@/lib/page-incidents/schema';

type EditUpdateProps = {
  incident: PageIncidentView;
  update: PageIncidentUpdateView;
  edit: Action<PageIncidentView>;
  accept: (incident: PageIncidentView) => Promise<void>;
  onClose: () => void;
};

/** Other words in the place of what was said. Mails that were sent stay as they are. */
export function EditUpdate({ incident, update, edit, accept, onClose }: EditUpdateProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const [body, setBody] = useState(update.body);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const ref = { page_id: incident.page_id, incident_id: incident.id, id: update.id };
    const result = await submit(() => edit({ ...ref, body }));
    if (!result.ok) return;
    await accept(result.data);
    toast('Corrected. Nobody was told again.');
    onClose();
  };
  return (
    <form onSubmit={onSubmit} noValidate className="mt-2 space-y-3">
      <BodyField phase={update.status} value={body} onChange={setBody} errors={errors} />
      <FaultLine fault={fault} shown={['/body']} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" size="sm" variant="primary" pending={pending}>
          Save the correction
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
