'use client';

import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { newDraft, toMonitorInput } from '@/components/monitors/draft';
import { FirstCheck } from '@/components/monitors/first-check';
import { MonitorForm } from '@/components/monitors/monitor-form';
import type { CheckView } from '@/lib/checks/schema';
import type { MonitorView } from '@/lib/monitors/schema';

type NewMonitorProps = {
  projects: readonly { id: string; name: string }[];
  projectId: string;
  create: Action<MonitorView>;
  run: Action<CheckView>;
};

export function NewMonitor({ projects, projectId, create, run }: NewMonitorProps) {
  const [monitor, setMonitor] = useState<MonitorView | null>(null);
  if (monitor) return <FirstCheck monitor={monitor} run={run} another={() => setMonitor(null)} />;
  return (
    <MonitorForm
      initial={newDraft(projectId)}
      projects={projects}
      label="Watch it"
      toInput={toMonitorInput}
      loadSchema={async () => (await import('@/lib/monitors/schema')).createMonitorInput}
      save={create}
      onSaved={setMonitor}
    />
  );
}
