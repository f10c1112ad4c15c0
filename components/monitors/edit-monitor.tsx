'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import type { AlertingChoices } from '@/components/monitors/alerting-fields';
import { draftOf, toMonitorPatch } from '@/components/monitors/draft';
import { HttpFields, httpPointers } from '@/components/monitors/http-fields';
import { MonitorForm } from '@/components/monitors/monitor-form';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/empty-state';
import { toast } from '@/components/ui/toast-store';
import type { MonitorView } from '@/lib/monitors/schema';

type EditMonitorProps = {
  monitor: MonitorView;
  projects: readonly { id: string; name: string }[];
  alerting: AlertingChoices;
  update: Action<MonitorView>;
};

const EditHeartbeat = dynamic(
  async () => (await import('@/components/heartbeats/edit-heartbeat')).EditHeartbeat,
  { loading: () => <Skeleton className="h-96 w-full max-w-3xl" />, ssr: false },
);

export function EditMonitor({ monitor, projects, alerting, update }: EditMonitorProps) {
  const router = useRouter();
  const done = (words: string) => {
    toast(words);
    router.push(`/monitors/${monitor.id}`);
  };
  const cancel = (
    <Button asChild variant="ghost">
      <Link href={`/monitors/${monitor.id}`}>Cancel</Link>
    </Button>
  );
  switch (monitor.type) {
    case 'heartbeat':
      return (
        <EditHeartbeat
          {...{ monitor, projects, alerting, update, cancel }}
          onSaved={() => done('Saved. The next ping is expected by the new settings.')}
        />
      );
    case 'http':
      return (
        <MonitorForm
          initial={draftOf(monitor)}
          label="Save"
          toInput={(draft) => toMonitorPatch(monitor, draft)}
          loadSchema={async () => (await import('@/lib/monitors/schema')).updateMonitorInput}
          save={update}
          onSaved={() => done('Saved. The next check uses the new settings.')}
          shown={httpPointers}
          cancel={cancel}
        >
          {(fields) => <HttpFields {...fields} projects={projects} alerting={alerting} />}
        </MonitorForm>
      );
  }
}
