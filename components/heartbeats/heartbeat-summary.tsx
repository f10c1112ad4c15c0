import type { ReactNode } from 'react';
import { heartbeatMark, heartbeatWords, stateAt } from '@/components/heartbeats/words';
import { Explanation } from '@/components/monitors/explanation';
import { runTimeWords } from '@/components/pings/run-words';
import { StateMark } from '@/components/state/state-mark';
import { stateWords } from '@/components/state/states';
import { useNow } from '@/components/time/clock';
import { Ago, Coming, Instant, Lasting } from '@/components/time/time';
import { durationWords } from '@/components/time/words';
import { useTimeZone, ZonedInstant } from '@/components/time/zoned';
import { zoneWords } from '@/components/time/zones';
import type { HeartbeatState } from '@/lib/heartbeats/constants';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

/** How it is, since when, and what comes next. */
export function HeartbeatSummary({ monitor }: { monitor: HeartbeatMonitorView }) {
  const state = stateAt(monitor, useNow());
  return (
    <div className="mb-8">
      <div className="flex items-start gap-4">
        <StateMark state={heartbeatMark(monitor, state)} label={false} size={34} className="mt-1" />
        <div className="min-w-0">
          <p className="text-3xl font-semibold tracking-[-0.025em]" aria-live="polite">
            {headline(monitor, state)}
          </p>
          <p className="mt-0.5 text-ink-soft">
            <SinceWhen monitor={monitor} state={state} />
          </p>
          <Explanation monitor={monitor} />
        </div>
      </div>
      {state !== 'new' && <Facts monitor={monitor} />}
    </div>
  );
}

function headline({ status, heartbeat }: HeartbeatMonitorView, state: HeartbeatState): string {
  if (status === 'maintenance') return stateWords.maintenance;
  // Resumed, it begins anew.
  return state === 'new' && heartbeat.last_ping_at !== null
    ? 'Waiting for the next ping'
    : heartbeatWords[state];
}

type SinceProps = { monitor: HeartbeatMonitorView; state: HeartbeatState };

function SinceWhen({ monitor, state }: SinceProps) {
  const { heartbeat, status_since: since } = monitor;
  const [run] = heartbeat.runs;
  switch (state) {
    case 'new':
      return heartbeat.last_ping_at !== null
        ? 'Nothing is expected until it comes.'
        : 'This page turns green by itself when it comes.';
    case 'late':
      return (
        <>
          {heartbeat.expected_at && (
            <>
              For <Lasting from={heartbeat.expected_at} />.{' '}
            </>
          )}
          {heartbeat.deadline_at && (
            <>
              Down <Coming at={heartbeat.deadline_at} /> unless a ping comes first.
            </>
          )}
        </>
      );
    case 'running':
      return (
        run && (
          <>
            For <Lasting from={run.started_at} />, since <Instant at={run.started_at} style="full" />.
            {heartbeat.runs.length > 1 && ` ${heartbeat.runs.length} runs at once.`}
          </>
        )
      );
    case 'up':
    case 'unknown':
    case 'down':
    case 'paused':
      return (
        since && (
          <>
            For <Lasting from={since} />, since <Instant at={since} style="full" />.
            {state === 'down' && heartbeat.running && ' A run is at work.'}
          </>
        )
      );
  }
}

function Facts({ monitor }: { monitor: HeartbeatMonitorView }) {
  const { heartbeat, spec } = monitor;
  const zone = spec.schedule.kind === 'period' ? null : spec.schedule.time_zone;
  const grace = durationWords(spec.grace_seconds);
  return (
    <dl className="mt-6 grid grid-cols-2 gap-x-8 gap-y-4 border-y border-line py-4 lg:grid-cols-4">
      <Fact name="Next expected" isWide={zone !== null}>
        <When at={heartbeat.expected_at} zone={zone} otherwise="nothing is expected" />
      </Fact>
      <Fact name="Deadline" isWide={zone !== null}>
        <When at={heartbeat.deadline_at} zone={zone} otherwise={`${grace} past its time`} />
      </Fact>
      <Fact name="Last ping">
        {heartbeat.last_ping_at ? (
          <>
            <Ago at={heartbeat.last_ping_at} />
            <Small>
              <Instant at={heartbeat.last_ping_at} style="full" />
            </Small>
          </>
        ) : (
          'none yet'
        )}
      </Fact>
      <Fact name="Last run took">
        {heartbeat.last_duration_ms === null ? 'not known' : runTimeWords(heartbeat.last_duration_ms)}
        <Small>{`${heartbeat.ping_count} ${heartbeat.ping_count === 1 ? 'ping' : 'pings'} so far`}</Small>
      </Fact>
    </dl>
  );
}

function Fact({ name, children, isWide }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <div className={isWide ? 'min-w-0 max-lg:col-span-2' : 'min-w-0'}>
      <dt className="text-sm text-ink-faint">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block text-sm font-normal text-ink-soft">{children}</span>;
}

type WhenProps = { at: string | null; zone: string | null; otherwise: string };

/** How far it is, and by whose clock: that of the schedule, and the viewer's where it is another. */
function When({ at, zone, otherwise }: WhenProps) {
  const own = useTimeZone();
  if (at === null) return otherwise;
  return (
    <>
      <Coming at={at} />
      {zone !== null && zone !== own && (
        <Small>
          <ZonedInstant at={at} timeZone={zone} /> {zoneWords(zone)}
        </Small>
      )}
      <Small>
        <Instant at={at} style="minute" /> {zone !== null && own !== null && zone !== own && 'your time'}
      </Small>
    </>
  );
}
