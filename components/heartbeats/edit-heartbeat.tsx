'use client';

import type { ReactNode } from 'react';
import type { Action } from '@/components/forms/action-result';
import { heartbeatDraftOf, toHeartbeatInput, toHeartbeatPatch } from '@/components/heartbeats/draft';
import { HeartbeatFields, heartbeatPointers } from '@/components/heartbeats/heartbeat-fields';
import type { AlertingChoices } from '@/components/monitors/alerting-fields';
import { MonitorForm } from '@/components/monitors/monitor-form';
import { viewerZone } from '@/components/time/zones';
import type { HeartbeatMonitorView, MonitorView } from '@/lib/monitors/schema';

type EditHeartbeatProps = {
  monitor: HeartbeatMonitorView;
  projects: readonly { id: string; name: string }[];
  alerting: AlertingChoices;
  update: Action<MonitorView>;
  onSaved: (monitor: MonitorView) => void;
  cancel: ReactNode;
};

export function EditHeartbeat({ monitor, projects, alerting, update, onSaved, cancel }: EditHeartbeatProps) {
  return (
    <MonitorForm
      initial={heartbeatDraftOf(monitor, viewerZone())}
      label="Save"
      toInput={(draft) => toHeartbeatPatch(monitor, draft)}
      toChecked={toHeartbeatInput}
      loadSchema={async () => (await import('@/lib/monitors/schema')).createMonitorInput}
      save={update}
      onSaved={onSaved}
      shown={heartbeatPointers}
      cancel={cancel}
    >
      {(fields) => <HeartbeatFields {...fields} projects={projects} alerting={alerting} />}
    </MonitorForm>
  );
}
