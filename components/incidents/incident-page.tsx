'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { EvidencePanel } from '@/components/incidents/evidence-panel';
import { HeartbeatEvidencePanel } from '@/components/incidents/heartbeat-evidence';
import { type IncidentActions, IncidentButtons, NoteForm } from '@/components/incidents/incident-actions';
import { type OutagePages, TellCustomers } from '@/components/incidents/tell-customers';
import { Timeline } from '@/components/incidents/timeline';
import { WhoWasTold } from '@/components/incidents/who-was-told';
import { causeSentence, incidentMark, incidentStatusWords } from '@/components/incidents/words';
import { useLive } from '@/components/live/use-live';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { StateMark } from '@/components/state/state-mark';
import { Instant, Lasting } from '@/components/time/time';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { NextAlertView } from '@/lib/alerting/schema';
import type { IncidentView } from '@/lib/incidents/schema';

type One = { data: IncidentView };

type IncidentPageProps = {
  initial: One;
  next: { data: NextAlertView };
  pages: OutagePages;
  actions: IncidentActions;
};

export function IncidentPage({ initial, next, pages, actions }: IncidentPageProps) {
  const client = useQueryClient();
  const mayWrite = useMay('incident.write');
  const { data } = useLive<One>(`/incidents/${initial.data.id}`, { initial });
  const incident = data?.data ?? initial.data;
  const refresh = () => void client.invalidateQueries({ queryKey: ['live'] });
  return (
    <>
      <PageHeader
        title={incident.title}
        back={{ href: '/incidents', name: 'Incidents' }}
        actions={mayWrite && <IncidentButtons incident={incident} actions={actions} />}
      >
        {incident.monitor && (
          <Link className="link" href={`/monitors/${incident.monitor.id}`}>
            {incident.monitor.name}
          </Link>
        )}
      </PageHeader>
      <Summary incident={incident} />
      <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="space-y-10">
          <Panel title="Timeline">
            {mayWrite && (
              <div className="pt-1 pb-6">
                <NoteForm
                  label="Comment"
                  button="Add the comment"
                  save={(body) => actions.comment({ id: incident.id, body })}
                  onSaved={refresh}
                />
              </div>
            )}
            <Timeline entries={incident.timeline} />
          </Panel>
          <PostMortem incident={incident} actions={actions} mayWrite={mayWrite} onSaved={refresh} />
        </div>
        <div className="min-w-0 space-y-10">
          <TellCustomers incidentId={incident.id} initial={pages} />
          <WhoWasTold incident={incident} initial={next} />
          <EvidencePanel regions={incident.evidence.regions} />
          {incident.evidence.heartbeat && <HeartbeatEvidencePanel heartbeat={incident.evidence.heartbeat} />}
        </div>
      </div>
    </>
  );
}

function Summary({ incident }: { incident: IncidentView }) {
  return (
    <div className="mb-8 flex items-start gap-4">
      <StateMark state={incidentMark[incident.status]} label={false} size={30} className="mt-1" />
      <div>
        <p className="text-2xl font-semibold tracking-[-0.02em]">{incidentStatusWords[incident.status]}</p>
        <p className="text-ink-soft">
          {incident.status === 'resolved' ? 'Lasted ' : 'For '}
          <Lasting from={incident.opened_at} to={incident.resolved_at} />, since{' '}
          <Instant at={incident.opened_at} style="full" />
          {incident.acknowledged_by && `. ${incident.acknowledged_by.name} has it`}
          {incident.cause && `. ${causeSentence(incident.cause)}`}.
        </p>
      </div>
    </div>
  );
}

type PostMortemProps = {
  incident: IncidentView;
  actions: IncidentActions;
  mayWrite: boolean;
  onSaved: () => void;
};

function PostMortem({ incident, actions, mayWrite, onSaved }: PostMortemProps) {
  if (incident.status !== 'resolved') return null;
  return (
    <Panel title="Post-mortem">
      {mayWrite ? (
        <NoteForm
          keep
          label="What happened, why, and what keeps it from happening again"
          button="Save the post-mortem"
          initial={incident.post_mortem ?? ''}
          save={(body) => actions.postMortem({ id: incident.id, body })}
          onSaved={() => {
            toast('Saved.');
            onSaved();
          }}
        />
      ) : (
        <p className="whitespace-pre-wrap">{incident.post_mortem ?? 'Not written yet.'}</p>
      )}
    </Panel>
  );
}
