import { CheckLog } from '@/components/checks/check-log';
import { Explanation } from '@/components/monitors/explanation';
import { MonitorIncidents } from '@/components/monitors/monitor-incidents';
import { ResponseTimePanel } from '@/components/monitors/response-time-panel';
import { SettingsSummary } from '@/components/monitors/settings-summary';
import { SpanStrip } from '@/components/monitors/span-strip';
import { UptimeTable } from '@/components/monitors/uptime-table';
import { StateMark } from '@/components/state/state-mark';
import { stateWords } from '@/components/state/states';
import { Ago, Coming, Instant, Lasting } from '@/components/time/time';
import { Panel } from '@/components/ui/panel';
import type { HttpMonitorView } from '@/lib/monitors/schema';

/** A target that is checked from here: its state, its response times and its checks. */
export function CheckedBody({ monitor, projectName }: { monitor: HttpMonitorView; projectName: string }) {
  return (
    <>
      <StateSummary monitor={monitor} />
      <div className="space-y-10">
        <Panel title="Last 24 hours">
          <SpanStrip monitorId={monitor.id} />
        </Panel>
        <Panel title="Availability">
          <UptimeTable monitorId={monitor.id} />
        </Panel>
        <ResponseTimePanel monitor={monitor} />
        <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_18rem]">
          <div className="min-w-0 space-y-10">
            <Panel title="Checks">
              <CheckLog monitorId={monitor.id} />
            </Panel>
            <Panel title="Incidents">
              <MonitorIncidents monitorId={monitor.id} />
            </Panel>
          </div>
          <Panel title="Settings">
            <SettingsSummary monitor={monitor} projectName={projectName} />
          </Panel>
        </div>
      </div>
    </>
  );
}

function StateSummary({ monitor }: { monitor: HttpMonitorView }) {
  return (
    <div className="mb-8 flex items-start gap-4">
      <StateMark state={monitor.status} label={false} size={34} className="mt-1" />
      <div className="min-w-0">
        <p className="text-3xl font-semibold tracking-[-0.025em]" aria-live="polite">
          {stateWords[monitor.status]}
        </p>
        <p className="mt-0.5 text-ink-soft">
          {monitor.status !== 'pending' && monitor.status_since ? (
            <>
              For <Lasting from={monitor.status_since} />, since{' '}
              <Instant at={monitor.status_since} style="full" />.{' '}
            </>
          ) : (
            'The first check is about to run. '
          )}
          {monitor.last_checked_at && (
            <>
              Checked <Ago at={monitor.last_checked_at} />.{' '}
            </>
          )}
          {monitor.next_check_at && !monitor.paused && (
            <>
              Next check <Coming at={monitor.next_check_at} />.
            </>
          )}
        </p>
        <Explanation monitor={monitor} />
      </div>
    </div>
  );
}
