'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import { draftOf, toMonitorPatch } from '@/components/monitors/draft';
import { MonitorForm } from '@/components/monitors/monitor-form';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';
import type { MonitorView } from '@/lib/monitors/schema';

type EditMonitorProps = {
  monitor: MonitorView;
  projects: readonly { id: string; name: string }[];
  update: Action<MonitorView>;
};

export function EditMonitor({ monitor, projects, update }: EditMonitorProps) {
  const router = useRouter();
  return (
    <MonitorForm
      initial={draftOf(monitor)}
      projects={projects}
      label="Save"
      toInput={(draft) => toMonitorPatch(monitor, draft)}
      loadSchema={async () => (await import('@/lib/monitors/schema')).updateMonitorInput}
      save={update}
      onSaved={(saved) => {
        toast('Saved. The next check uses the new settings.');
        router.push(`/monitors/${saved.id}`);
      }}
      cancel={
        <Button asChild variant="ghost">
          <Link href={`/monitors/${monitor.id}`}>Cancel</Link>
        </Button>
      }
    />
  );
}
