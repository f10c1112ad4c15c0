import type { HeartbeatEvidence } from '@/lib/incidents/schema';

/** What was missing or said, in one sentence for a timeline: instants in UTC. */
export function describeHeartbeat(cause: string, evidence: HeartbeatEvidence): string {
  const { ping, expected_at, deadline_at, run_started_at, last_success_at } = evidence;
  if (cause === 'heartbeat_failed' && ping !== null) return failureText(ping);
  if (cause === 'heartbeat_overrun' && run_started_at !== null) {
    return `It started at ${at(run_started_at)} and had until ${at(deadline_at)} to finish.`;
  }
  const expected = expected_at === null ? 'A ping' : `A ping was expected at ${at(expected_at)}`;
  const until = deadline_at === null ? '' : `, at the latest by ${at(deadline_at)}`;
  const last =
    last_success_at === null ? 'it never succeeded' : `its last success was at ${at(last_success_at)}`;
  return `${expected}${until}; ${last}.`;
}

function failureText({
  n,
  exit_status,
  signal,
  received_at,
}: NonNullable<HeartbeatEvidence['ping']>): string {
  const how =
    signal !== null
      ? `ended by ${signal}`
      : exit_status !== null
        ? `ended with exit status ${exit_status}`
        : 'reported a failure';
  return `It ${how} at ${at(received_at)} (ping ${n}).`;
}

/** As in `2026-03-01 12:00:00 UTC`. */
function at(iso: string | null): string {
  return iso === null ? 'an unknown time' : `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
