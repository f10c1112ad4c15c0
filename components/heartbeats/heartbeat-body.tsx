import { HeartbeatSummary } from '@/components/heartbeats/heartbeat-summary';
import { PingAddress } from '@/components/heartbeats/ping-address';
import { MonitorIncidents } from '@/components/monitors/monitor-incidents';
import { SettingsSummary } from '@/components/monitors/settings-summary';
import { SpanStrip } from '@/components/monitors/span-strip';
import { UptimeTable } from '@/components/monitors/uptime-table';
import { PingLog } from '@/components/pings/ping-log';
import type { Range } from '@/components/pings/ranges';
import { RunTimesPanel } from '@/components/pings/run-times-panel';
import { RunsPanel } from '@/components/pings/runs-panel';
import { Panel } from '@/components/ui/panel';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

type HeartbeatBodyProps = { monitor: HeartbeatMonitorView; projectName: string; range: Range };

/** A job that calls by itself: its state, what was expected of it and what came. */
export function HeartbeatBody({ monitor, projectName, range }: HeartbeatBodyProps) {
  const { id, heartbeat } = monitor;
  const isWaiting = heartbeat.state === 'new' && heartbeat.last_ping_at === null;
  return (
    <>
      <HeartbeatSummary monitor={monitor} />
      <div className="space-y-10">
        {isWaiting ? (
          <PingAddress monitor={monitor} isWaiting />
        ) : (
          <>
            <RunsPanel monitorId={id} initialRange={range} />
            <RunTimesPanel monitor={monitor} initialRange={range} />
            <Panel title="Last 24 hours">
              <SpanStrip monitorId={id} />
            </Panel>
            <Panel title="Availability">
              <UptimeTable monitorId={id} />
            </Panel>
          </>
        )}
        <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_18rem]">
          <div className="min-w-0 space-y-10">
            <Panel title="Pings">
              <PingLog monitorId={id} />
            </Panel>
            {!isWaiting && (
              <Panel title="Incidents">
                <MonitorIncidents monitorId={id} />
              </Panel>
            )}
            {!isWaiting && <PingAddress monitor={monitor} isWaiting={false} />}
          </div>
          <Panel title="Settings">
            <SettingsSummary monitor={monitor} projectName={projectName} />
          </Panel>
        </div>
      </div>
    </>
  );
}
