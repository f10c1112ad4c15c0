'use client';

import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import {
  type Affected,
  affectedOf,
  differing,
  followed,
  saidOf,
} from '@/components/status-pages/composer/affected';
import { BodyField } from '@/components/status-pages/composer/body-field';
import { ComponentsField } from '@/components/status-pages/composer/components-field';
import { ConflictNote } from '@/components/status-pages/composer/conflict-note';
import { PhaseField } from '@/components/status-pages/composer/phase-field';
import { likelyPhase, nextPhases } from '@/components/status-pages/composer/phases';
import { saidSince, seenOf } from '@/components/status-pages/composer/seen';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { useNow } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { PageIncidentStatus } from '@/lib/status-pages/constants';
import type { StatusPageView } from '@/lib/status-pages/schema';

type NextUpdateProps = {
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

/** The next word to customers. While nothing is typed it follows what others do; then it keeps what its writer knew. */
export function NextUpdate({ page, incident, add, accept, reload, typed }: NextUpdateProps) {
  const nowMs = useNow(minuteMs);
  const { pending, fault, errors, submit, setFault } = useSubmit();
  const [draft, setDraft] = useState<Draft>({ ...untouched, body: typed });
  const [seen, setSeen] = useState(() => seenOf(incident));
  const [notify, setNotify] = useState(true);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(untouched);
  const said = saidSince(seen, incident);
  if (said !== null && !isDirty) setSeen(seenOf(incident));
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const phases = nextPhases(incident, nowMs);
  const phase = phases.find((each) => each === draft.phase) ?? likelyPhase(incident, nowMs);
  const known = affectedOf(incident.components);
  const affected = { ...followed(known, phase), ...draft.said };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
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
      return;
    }
    setDraft(untouched);
    setSeen(seenOf(result.data));
    await accept(result.data);
    toast(notify ? 'Published. Subscribers are being told.' : 'Published.');
  };
  return (
    <Panel title={incident.resolved_at === null ? 'Next update' : 'Another update'}>
      <form onSubmit={onSubmit} noValidate className="space-y-4 pt-1">
        {said !== null && isDirty && (
          <ConflictNote
            said={said}
            onRead={() => {
              setSeen(seenOf(incident));
              setFault(null);
            }}
          />
        )}
        <PhaseField phases={phases} value={phase} onChange={(next) => change({ phase: next })} />
        <BodyField phase={phase} value={draft.body} onChange={(body) => change({ body })} errors={errors} />
        <ComponentsField
          legend="Components, and how each of them is from now on"
          components={page.components}
          affected={affected}
          onChange={(next) => change({ said: differing(next, followed(known, phase)) })}
          errors={errors}
          first={incident.kind === 'maintenance' ? 'under_maintenance' : 'partial_outage'}
          kept={Object.keys(known)}
        />
        <WhoIsTold
          page={page}
          componentIds={Object.keys(affected)}
          notify={notify}
          onChange={setNotify}
          isLater
        />
        <FaultLine fault={fault} shown={['/body', '/components']} />
        <Button type="submit" variant="primary" pending={pending} disabled={said !== null && isDirty}>
          Publish the update
        </Button>
        <LeaveGuard isDirty={isDirty} />
      </form>
    </Panel>
  );
}
