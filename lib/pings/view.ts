import type { PingRow } from '@/lib/pings/queries';
import type { MatchedRun } from '@/lib/pings/rules/match-runs';
import { firstSignMs } from '@/lib/pings/rules/pair-runs';
import type { PingDetailView, PingView, RunView } from '@/lib/pings/schema';

export function toPingView(row: PingRow): PingView {
  return {
    n: row.n,
    received_at: row.receivedAt.toISOString(),
    kind: row.kind,
    is_ignored: row.isIgnored,
    exit_status: row.exitStatus,
    signal: row.signal,
    rid: row.rid,
    duration_ms: row.durationMs,
    method: row.method,
    user_agent: row.userAgent,
    address: row.address,
    body_bytes: row.bodyBytes,
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function toPingDetail(row: PingRow, body: Buffer | null): PingDetailView {
  const view = toPingView(row);
  if (body === null || body.length === 0) return { ...view, body: null, body_encoding: null };
  try {
    return { ...view, body: utf8.decode(body), body_encoding: 'utf8' };
  } catch {
    return { ...view, body: body.toString('base64'), body_encoding: 'base64' };
  }
}

export function toRunView({ outcome, expectedMs, run }: MatchedRun): RunView {
  const latenessMs = run === null || expectedMs === null ? null : firstSignMs(run) - expectedMs;
  return {
    outcome,
    expected_at: iso(expectedMs),
    started_at: iso(run?.startedMs ?? null),
    ended_at: iso(run?.endedMs ?? null),
    lateness_seconds: latenessMs === null ? null : latenessMs / 1000,
    duration_ms: run?.durationMs ?? null,
    rid: run?.rid ?? null,
    ping_n: run?.n ?? null,
    exit_status: run?.exitStatus ?? null,
    signal: run?.signal ?? null,
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
