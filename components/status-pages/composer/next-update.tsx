'use client';

import { type FormEvent, useState } from 'react';
import { FaultLine } from '@/components/forms/fault-line';
import { differing, followed } from '@/components/status-pages/composer/affected';
import { BodyField } from '@/components/status-pages/composer/body-field';
import { ComponentsField } from '@/components/status-pages/composer/components-field';
import { ConflictNote } from '@/components/status-pages/composer/conflict-note';
import { PhaseField } from '@/components/status-pages/composer/phase-field';
import { type NextUpdateProps, useNextUpdate } from '@/components/status-pages/composer/use-next-update';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';

/** The next word to customers. While nothing is typed it follows what others do; then it keeps what its writer knew. */
export function NextUpdate(props: NextUpdateProps) {
  const { page, incident } = props;
  const { draft, change, phases, phase, known, affected, conflict, isDirty, ...form } = useNextUpdate(props);
  const [isOpened, setOpened] = useState(false);
  const isOver = incident.resolved_at !== null;
  if (isOver && !isOpened && !isDirty) {
    return (
      <Button onClick={() => setOpened(true)}>
        {incident.kind === 'incident' ? 'Write a post-mortem or another update' : 'Write another update'}
      </Button>
    );
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await form.publish()) setOpened(false);
  };
  return (
    <Panel title={isOver ? 'Another update' : 'Next update'}>
      <form onSubmit={onSubmit} noValidate className="space-y-4 pt-1">
        {conflict !== null && <ConflictNote said={conflict} onRead={form.read} />}
        <PhaseField phases={phases} value={phase} onChange={(next) => change({ phase: next })} />
        <BodyField
          phase={phase}
          value={draft.body}
          onChange={(body) => change({ body })}
          errors={form.errors}
        />
        <ComponentsField
          legend="Components, and how each of them is from now on"
          components={page.components}
          affected={affected}
          onChange={(next) => change({ said: differing(next, followed(known, phase)) })}
          errors={form.errors}
          first={incident.kind === 'maintenance' ? 'under_maintenance' : 'partial_outage'}
          kept={Object.keys(known)}
        />
        <WhoIsTold
          page={page}
          componentIds={Object.keys(affected)}
          notify={form.notify}
          onChange={form.setNotify}
          isLater
        />
        <FaultLine fault={form.fault} shown={['/body', '/components']} />
        <Button type="submit" variant="primary" pending={form.pending} disabled={conflict !== null}>
          Publish the update
        </Button>
        <LeaveGuard isDirty={isDirty} />
      </form>
    </Panel>
  );
}
