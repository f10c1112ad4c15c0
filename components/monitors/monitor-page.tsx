'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useLive } from '@/components/live/use-live';
import { MaintenanceBanner } from '@/components/maintenance/maintenance-banner';
import { CheckedBody } from '@/components/monitors/checked-body';
import { type MonitorActions, MonitorButtons } from '@/components/monitors/monitor-buttons';
import type { Range } from '@/components/pings/ranges';
import { PageHeader } from '@/components/shell/page-header';
import type { HeartbeatMonitorView, HttpMonitorView, MonitorView } from '@/lib/monitors/schema';

const HeartbeatBody = dynamic(
  async () => (await import('@/components/heartbeats/heartbeat-body')).HeartbeatBody,
);

type One = { data: MonitorView };
type MonitorPageProps = {
  initial: One;
  projectName: string;
  /** Over which period the runs of a heartbeat are shown first. */
  range: Range;
  actions: MonitorActions;
};

export function MonitorPage({ initial, projectName, range, actions }: MonitorPageProps) {
  const client = useQueryClient();
  const { data } = useLive<One>(`/monitors/${initial.data.id}`, { initial });
  const monitor = (data ?? initial).data;
  return (
    <>
      <PageHeader
        title={monitor.name}
        back={{ href: '/monitors', name: 'Monitors' }}
        actions={
          <MonitorButtons
            monitor={monitor}
            actions={actions}
            onChanged={() => void client.invalidateQueries({ queryKey: ['live'] })}
          />
        }
      >
        {monitor.type === 'heartbeat' ? <About monitor={monitor} /> : <Target monitor={monitor} />}
      </PageHeader>
      {monitor.status === 'maintenance' && <MaintenanceBanner monitorId={monitor.id} />}
      {monitor.type === 'heartbeat' ? (
        <HeartbeatBody monitor={monitor} projectName={projectName} range={range} />
      ) : (
        <CheckedBody monitor={monitor} projectName={projectName} />
      )}
    </>
  );
}

function Target({ monitor: { spec } }: { monitor: HttpMonitorView }) {
  return (
    <a href={spec.url} target="_blank" rel="noreferrer noopener" className="link font-mono text-sm break-all">
      {`${spec.method} ${spec.url}`}
    </a>
  );
}

function About({ monitor: { spec, heartbeat } }: { monitor: HeartbeatMonitorView }) {
  const { schedule, description } = spec;
  return (
    <>
      <p>
        {heartbeat.schedule_in_words}
        {schedule.kind !== 'period' && (
          <code className="ml-2 font-mono text-sm text-ink-faint">{schedule.expression}</code>
        )}
      </p>
      {description !== '' && <p className="max-w-prose whitespace-pre-line">{description}</p>}
    </>
  );
}
