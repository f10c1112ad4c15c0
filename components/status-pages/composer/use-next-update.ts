'use client';

import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useSubmit } from '@/components/forms/use-action';
import { type Affected, affectedOf, followed, saidOf } from '@/components/status-pages/composer/affected';
import { likelyPhase, nextPhases } from '@/components/status-pages/composer/phases';
import { saidSince, seenOf } from '@/components/status-pages/composer/seen';
import { useNow } from '@/components/time/clock';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { PageIncidentStatus } from '@/lib/status-pages/constants';
import type { StatusPageView } from '@/lib/status-pages/schema';

export type NextUpdateProps = {
  page: StatusPageView;
  incident: PageIncidentView;
  add: Action<PageIncidentView>;
  accept: (incident: PageIncidentView) => Promise<void>;
  reload: () => Promise<void>;
  /** What somebody wrote in the draft of it, which was published meanwhile. */
  typed: string;
};

type Draft = { phase: PageIncidentStatus | null; body: string; said: Affected };

const untouched: Draft = { phase: null, body: '', said: {} };
const minuteMs = 60_000;

/** What is typed, over what its writer knew when they began: `conflict` holds what others have said since. */
export function useNextUpdate({ page, incident, add, accept, reload, typed }: NextUpdateProps) {
  const nowMs = useNow(minuteMs);
  const { pending, fault, errors, submit, setFault } = useSubmit();
  const [draft, setDraft] = useState<Draft>({ ...untouched, body: typed });
  const [seen, setSeen] = useState(() => seenOf(incident));
  const [notify, setNotify] = useState(true);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(untouched);
  const said = saidSince(seen, incident);
  if (said !== null && !isDirty) setSeen(seenOf(incident));
  const phases = nextPhases(incident, nowMs);
  const phase = phases.find((each) => each === draft.phase) ?? likelyPhase(incident, nowMs);
  const known = affectedOf(incident.components);
  const publish = async (): Promise<boolean> => {
    const result = await submit(() =>
      add({
        page_id: page.id,
        id: incident.id,
        status: phase,
        body: draft.body,
        components: saidOf(draft.said, known, phase),
        notify,
        expected_updated_at: seen.updatedAt,
      }),
    );
    if (!result.ok) {
      if (result.error.code === 'conflict') await reload();
      return false;
    }
    setDraft(untouched);
    setSeen(seenOf(result.data));
    await accept(result.data);
    toast(notify ? 'Published. Subscribers are being told.' : 'Published.');
    return true;
  };
  return {
    draft,
    change: (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch })),
    isDirty,
    conflict: isDirty ? said : null,
    read: () => {
      setSeen(seenOf(incident));
      setFault(null);
    },
    phases,
    phase,
    known,
    affected: { ...followed(known, phase), ...draft.said },
    notify,
    setNotify,
    pending,
    fault,
    errors,
    publish,
  };
}
