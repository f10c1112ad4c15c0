'use client';

import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useMay } from '@/components/shell/shell-context';
import { StateMark } from '@/components/state/state-mark';
import { EditUpdate } from '@/components/status-pages/composer/edit-update';
import { Markdown } from '@/components/status-pages/composer/markdown';
import { toldWords } from '@/components/status-pages/composer/told-words';
import { phaseWords } from '@/components/status-pages/composer/words';
import { componentStatusMarks, componentStatusWords } from '@/components/status-pages/words';
import { Ago, Instant } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import type { PageIncidentUpdateView, PageIncidentView } from '@/lib/page-incidents/schema';

type UpdateTimelineProps = {
  incident: PageIncidentView;
  edit: Action<PageIncidentView>;
  accept: (incident: PageIncidentView) => Promise<void>;
};

/** What customers read, newest first, and who was told of each. */
export function UpdateTimeline({ incident, edit, accept }: UpdateTimelineProps) {
  return (
    <ol>
      {incident.updates.map((update) => (
        <Update key={update.id} incident={incident} update={update} edit={edit} accept={accept} />
      ))}
    </ol>
  );
}

function Update({
  incident,
  update,
  edit,
  accept,
}: UpdateTimelineProps & { update: PageIncidentUpdateView }) {
  const mayWrite = useMay('status_page.write');
  const [isEditing, setEditing] = useState(false);
  const isCorrected = update.updated_at !== update.created_at;
  return (
    <li className="group relative flex gap-3 pb-6 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-5 bottom-0 left-[5px] w-px bg-line group-last:hidden"
      />
      <span
        aria-hidden="true"
        className="relative mt-[6px] size-[11px] shrink-0 rounded-full border-2 border-line-strong bg-canvas"
      />
      <div className="min-w-0 grow">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{phaseWords[update.status]}</span>
            <span className="text-ink-soft">
              {update.created_by.kind === 'system' ? 'by itself' : update.created_by.name}
            </span>
            <span className="text-sm text-ink-faint">
              <Ago at={update.display_at} /> · <Instant at={update.display_at} />
              {isCorrected && ' · corrected'}
            </span>
          </p>
          {mayWrite && !incident.is_draft && !isEditing && (
            <Button size="sm" variant="ghost" className="max-sm:-ml-2" onClick={() => setEditing(true)}>
              Correct<span className="sr-only"> the words of {phaseWords[update.status]}</span>
            </Button>
          )}
        </div>
        {isEditing ? (
          <EditUpdate
            incident={incident}
            update={update}
            edit={edit}
            accept={accept}
            onClose={() => setEditing(false)}
          />
        ) : (
          <Markdown source={update.body} className="mt-1" />
        )}
        {update.affected.length > 0 && <AffectedLines update={update} />}
        {!incident.is_draft && <p className="mt-1.5 text-sm text-ink-faint">{toldWords(update)}</p>}
      </div>
    </li>
  );
}

function AffectedLines({ update }: { update: PageIncidentUpdateView }) {
  return (
    <ul className="mt-2 space-y-0.5 text-sm text-ink-soft">
      {update.affected.map(({ component_id, name, old_status, new_status }) => (
        <li key={component_id} className="flex flex-wrap items-center gap-x-2">
          <StateMark state={componentStatusMarks[new_status]} label={false} size={10} />
          <span className="break-words">{name}</span>
          <span className="text-ink-faint">
            {old_status === new_status
              ? componentStatusWords[new_status]
              : `${componentStatusWords[old_status]} → ${componentStatusWords[new_status]}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
