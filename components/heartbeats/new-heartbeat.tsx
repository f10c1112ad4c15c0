'use client';

import type { Action } from '@/components/forms/action-result';
import { newHeartbeatDraft, toHeartbeatInput } from '@/components/heartbeats/draft';
import { HeartbeatFields, heartbeatPointers } from '@/components/heartbeats/heartbeat-fields';
import type { AlertingChoices } from '@/components/monitors/alerting-fields';
import { MonitorForm } from '@/components/monitors/monitor-form';
import { viewerZone } from '@/components/time/zones';
import type { MonitorView } from '@/lib/monitors/schema';

type NewHeartbeatProps = {
  projects: readonly { id: string; name: string }[];
  alerting: AlertingChoices;
  projectId: string;
  create: Action<MonitorView>;
  onMade: (monitor: MonitorView) => void;
};

export function NewHeartbeat({ projects, alerting, projectId, create, onMade }: NewHeartbeatProps) {
  return (
    <MonitorForm
      initial={newHeartbeatDraft(projectId, viewerZone())}
      label="Wait for it"
      toInput={toHeartbeatInput}
      loadSchema={async () => (await import('@/lib/monitors/schema')).createMonitorInput}
      save={create}
      onSaved={onMade}
      shown={heartbeatPointers}
    >
      {(fields) => <HeartbeatFields {...fields} projects={projects} alerting={alerting} />}
    </MonitorForm>
  );
}
