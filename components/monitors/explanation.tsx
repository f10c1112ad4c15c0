'use client';

import Link from 'next/link';
import { useState } from 'react';
import { pingWords } from '@/components/heartbeats/words';
import { causeSentence } from '@/components/incidents/words';
import { explainState } from '@/components/monitors/explain';
import { useDaySpans } from '@/components/monitors/use-day-spans';
import { StateMark } from '@/components/state/state-mark';
import { stateWords, toDrawnState } from '@/components/state/states';
import { Instant } from '@/components/time/time';
import type { PingAction } from '@/lib/heartbeats/constants';
import type { MonitorView } from '@/lib/monitors/schema';

/** The rules in words, and the very checks or ping that decided. */
export function Explanation({ monitor }: { monitor: MonitorView }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="mt-1" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="link inline-block min-h-6 cursor-pointer text-sm text-ink-soft">
        Why is it in this state?
      </summary>
      <div className="mt-1 max-w-prose">
        {explainState(monitor).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {open && <Deciders monitorId={monitor.id} />}
        {monitor.incident_id && (
          <p>
            <Link className="link" href={`/incidents/${monitor.incident_id}`}>
              Its incident
            </Link>{' '}
            shows what was seen.
          </p>
        )}
      </div>
    </details>
  );
}

function Deciders({ monitorId }: { monitorId: string }) {
  const { query } = useDaySpans(monitorId);
  const span = query.data?.data.at(-1);
  const { checks = [], ping = null } = span?.reason ?? {};
  if (checks.length === 0 && ping === null) return null;
  return (
    <>
      <p className="mt-2">What decided it:</p>
      <ul className="my-1">
        {checks.map((check) => (
          <li key={`${check.region}-${check.scheduled_at}`} className="flex flex-wrap items-center gap-x-2">
            <StateMark state={toDrawnState(check.result)} label={false} size={10} />
            {stateWords[toDrawnState(check.result)]} from {check.region},
            <Instant at={check.scheduled_at} style="full" className="text-ink-soft" />
          </li>
        ))}
        {span && ping && (
          <li className="flex flex-wrap items-center gap-x-2">
            <StateMark state={span.state} label={false} size={10} />
            {span.reason?.rule === 'deadline' && `${causeSentence(span.cause)}, the last one was `}
            {`ping ${ping.n}, ${(pingWords[ping.kind as PingAction] ?? ping.kind).toLowerCase()},`}
            <Instant at={ping.received_at} style="full" className="text-ink-soft" />
          </li>
        )}
      </ul>
    </>
  );
}
