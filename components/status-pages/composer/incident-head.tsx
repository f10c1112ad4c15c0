'use client';

import { ExternalLink } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { StateMark } from '@/components/state/state-mark';
import type { PageIncidentActions } from '@/components/status-pages/composer/actions';
import { Times } from '@/components/status-pages/composer/times';
import { impactWords, incidentMark, kindWords, phaseWords } from '@/components/status-pages/composer/words';
import { AskButton } from '@/components/ui/ask-button';
import { Button } from '@/components/ui/button';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

const EditHead = dynamic(async () => (await import('@/components/status-pages/composer/edit-head')).EditHead);

type IncidentHeadProps = {
  page: StatusPageView;
  incident: PageIncidentView;
  actions: PageIncidentActions;
  accept: (incident: PageIncidentView) => Promise<void>;
};

export function IncidentHead({ page, incident, actions, accept }: IncidentHeadProps) {
  const mayWrite = useMay('status_page.write');
  const [isEditing, setEditing] = useState(false);
  const { page_id, title, kind, is_draft, url } = incident;
  const back = `/status-pages/${page_id}/incidents`;
  return (
    <PageHeader
      level={2}
      back={{ href: back, name: 'Incidents' }}
      title={title}
      actions={
        !is_draft && (
          <>
            {page.is_published && (
              <Button asChild>
                <a href={url} target="_blank" rel="noreferrer">
                  View on the page <ExternalLink size={14} aria-hidden="true" />
                  <span className="sr-only"> (opens a new tab)</span>
                </a>
              </Button>
            )}
            {mayWrite && <Button onClick={() => setEditing(true)}>Edit</Button>}
            {mayWrite && <DeleteIncident incident={incident} remove={actions.remove} />}
          </>
        )
      }
    >
      <p className="flex flex-wrap items-center gap-x-2">
        <StateMark state={incidentMark(incident)} label={false} />
        <span className="font-medium text-ink">{is_draft ? 'Draft' : phaseWords[incident.status]}</span>
        <span aria-hidden="true">·</span>
        <span>
          {kind === 'maintenance'
            ? kindWords.maintenance
            : `Impact: ${impactWords[incident.impact].toLowerCase()}`}
        </span>
        <span aria-hidden="true">·</span>
        <span>
          <Times incident={incident} timeZone={page.time_zone} />
        </span>
      </p>
      {isEditing && (
        <EditHead
          page={page}
          incident={incident}
          update={actions.update}
          onClose={() => setEditing(false)}
          accept={accept}
        />
      )}
    </PageHeader>
  );
}

type DeleteIncidentProps = { incident: PageIncidentView; remove: Action<unknown> };

function DeleteIncident({ incident: { id, page_id, title, kind }, remove }: DeleteIncidentProps) {
  const router = useRouter();
  const { run } = useCommand();
  const act = async () => {
    const result = await run('remove', () => remove({ page_id, id }), `Deleted ${title}.`);
    if (result.ok) router.push(`/status-pages/${page_id}/incidents`);
  };
  return (
    <AskButton
      variant="danger-quiet"
      title={`Delete ${title}?`}
      description="It is gone from the page, its history and its feeds, and what waits to be sent is not sent. What was sent cannot be called back. Resolve it instead where it was true."
      confirm={`Delete ${kind}`}
      onConfirm={act}
    >
      Delete
    </AskButton>
  );
}
