import { pingWords } from '@/components/heartbeats/words';
import { PingBody } from '@/components/pings/ping-body';
import { PingFacts } from '@/components/pings/ping-detail';
import { PingMark } from '@/components/pings/ping-mark';
import { Instant } from '@/components/time/time';
import { durationWords } from '@/components/time/words';
import { Panel } from '@/components/ui/panel';
import type { HeartbeatEvidence } from '@/lib/incidents/schema';

/** What was agreed with the job, and the last that was heard of it. */
export function HeartbeatEvidencePanel({ heartbeat }: { heartbeat: HeartbeatEvidence }) {
  const { ping } = heartbeat;
  const instants: readonly (readonly [string, string | null])[] = [
    ['Expected', heartbeat.expected_at],
    ['At the latest', heartbeat.deadline_at],
    ['Run began', heartbeat.run_started_at],
    ['Last success', heartbeat.last_success_at],
  ];
  return (
    <Panel title="Evidence" hint="when it opened">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 pt-1">
        <dt className="text-ink-faint">Schedule</dt>
        <dd className="break-words">{heartbeat.schedule}</dd>
        <dt className="text-ink-faint">Grace</dt>
        <dd>{durationWords(heartbeat.grace_seconds)}</dd>
        {instants.map(
          ([name, at]) =>
            at !== null && (
              <div key={name} className="contents">
                <dt className="text-ink-faint">{name}</dt>
                <dd>
                  <Instant at={at} style="full" />
                </dd>
              </div>
            ),
        )}
      </dl>
      {ping === null ? (
        <p className="mt-4 text-ink-soft">No ping of it has ever come.</p>
      ) : (
        <div className="mt-5 space-y-3">
          <h3 className="flex flex-wrap items-center gap-x-2">
            <PingMark kind={ping.kind} />
            <span className="font-medium">{`Ping ${ping.n}`}</span>
            <span className="text-ink-soft">{pingWords[ping.kind]}</span>
            <Instant at={ping.received_at} style="full" className="text-sm text-ink-faint" />
          </h3>
          <PingFacts ping={ping} />
          {ping.body && <Excerpt body={ping.body} isCut={ping.body_truncated} />}
        </div>
      )}
    </Panel>
  );
}

function Excerpt({ body, isCut }: { body: string; isCut: boolean }) {
  return (
    <>
      <PingBody body={body} encoding="utf8" bytes={new TextEncoder().encode(body).length} />
      {isCut && <p className="text-sm text-ink-faint">Its beginning; the ping log has the whole of it.</p>}
    </>
  );
}
