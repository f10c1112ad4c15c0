'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useAddress } from '@/components/lists/use-address';
import type { AlertingChoices } from '@/components/monitors/alerting-fields';
import { newDraft, toMonitorInput } from '@/components/monitors/draft';
import { FirstCheck } from '@/components/monitors/first-check';
import { HttpFields, httpPointers } from '@/components/monitors/http-fields';
import { KindChoice } from '@/components/monitors/kind-choice';
import { MonitorForm } from '@/components/monitors/monitor-form';
import { useHydrated } from '@/components/time/clock';
import { Skeleton } from '@/components/ui/empty-state';
import type { CheckView } from '@/lib/checks/schema';
import type { MonitorView } from '@/lib/monitors/schema';

type NewMonitorProps = {
  projects: readonly { id: string; name: string }[];
  alerting: AlertingChoices;
  projectId: string;
  create: Action<MonitorView>;
  run: Action<CheckView>;
};

const wait = () => <Skeleton className="h-96 w-full max-w-3xl" />;

const NewHeartbeat = dynamic(
  async () => (await import('@/components/heartbeats/new-heartbeat')).NewHeartbeat,
  { loading: wait },
);

const FirstPing = dynamic(async () => (await import('@/components/heartbeats/first-ping')).FirstPing, {
  loading: wait,
});

/** Not before the browser has taken over: what is typed into a form of the server would be lost with it. */
export function NewMonitor(props: NewMonitorProps) {
  return useHydrated() ? <Form {...props} /> : wait();
}

function Form({ projects, alerting, projectId, create, run }: NewMonitorProps) {
  const { params, set } = useAddress();
  const [monitor, setMonitor] = useState<MonitorView | null>(null);
  const another = () => setMonitor(null);
  if (monitor?.type === 'http') return <FirstCheck monitor={monitor} run={run} another={another} />;
  if (monitor?.type === 'heartbeat') return <FirstPing monitor={monitor} another={another} />;
  const type = params.get('type') === 'heartbeat' ? 'heartbeat' : 'http';
  return (
    <div className="space-y-8">
      <KindChoice value={type} onChange={(chosen) => set('type', chosen === 'http' ? null : chosen)} />
      {type === 'heartbeat' ? (
        <NewHeartbeat {...{ projects, alerting, projectId, create }} onMade={setMonitor} />
      ) : (
        <MonitorForm
          initial={newDraft(projectId)}
          label="Watch it"
          toInput={toMonitorInput}
          loadSchema={async () => (await import('@/lib/monitors/schema')).createMonitorInput}
          save={create}
          onSaved={setMonitor}
          shown={httpPointers}
        >
          {(fields) => <HttpFields {...fields} projects={projects} alerting={alerting} />}
        </MonitorForm>
      )}
    </div>
  );
}
