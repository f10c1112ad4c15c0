import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import type { HeartbeatSpec } from '@/lib/heartbeats/schema';
import { loadHeartbeat } from '@/lib/pings/internal/load-heartbeat';
import { type PingRow, selectRunPings } from '@/lib/pings/queries';
import {
  type MatchedRun,
  type MatchInput,
  matchedAtMs,
  matchPeriodicRuns,
  matchTimedRuns,
  type Stretch,
} from '@/lib/pings/rules/match-runs';
import { pairRuns, type RunPing } from '@/lib/pings/rules/pair-runs';
import { typicalGapMs } from '@/lib/pings/rules/typical-gap';
import { listRunsInput, type RunsView } from '@/lib/pings/schema';
import { toRunView } from '@/lib/pings/view';
import { runsBetween } from '@/lib/schedules/rules/runs-between';
import type { Schedule } from '@/lib/schedules/schema';
import { listSpans } from '@/lib/spans/list-spans';
import type { SpanView } from '@/lib/spans/schema';

const dayMs = 86_400_000;
const defaultWindowMs = 7 * dayMs;
const maxLookBackMs = 7 * dayMs;
const maxSlots = 1000;
const maxPings = 3000;

/**
 * What was expected of a heartbeat against what came, ascending; by default of the last seven days. Where that is more
 * than an answer holds, it is the latest part. What is judged is judged by the settings of today.
 * @throws ProductError `not_found`, `conflict`, `invalid`
 */
export async function listRuns(ctx: Ctx, raw: unknown): Promise<RunsView> {
  authorize(ctx, 'monitor.read');
  const input = parseInput(listRunsInput, raw);
  const { spec } = await loadHeartbeat(ctx, input.monitor_id);
  const nowMs = ctx.now.getTime();
  const toMs = Math.min(input.to === undefined ? nowMs : Date.parse(input.to), nowMs);
  const askedMs = input.from === undefined ? toMs - defaultWindowMs : Date.parse(input.from);
  if (askedMs >= toMs) return answer([], { fromMs: askedMs, toMs, askedMs });
  const plan = planSlots(spec.schedule, askedMs, toMs);
  const { pings, fromMs } = await readPings(ctx, input.monitor_id, spec, { fromMs: plan.fromMs, toMs });
  const watched = await readWatched(ctx, input.monitor_id, fromMs, nowMs);
  const limitMs = runLimitMs(spec);
  const matched = matchAll(spec.schedule, plan.slots, {
    runs: pairRuns(pings, limitMs),
    rules: {
      graceMs: spec.grace_seconds * 1000,
      limitMs,
      earlyToleranceMs: spec.early_tolerance_seconds * 1000,
    },
    watched,
    nowMs,
  });
  return answer(matched, { fromMs, toMs, askedMs });
}

type Answered = { fromMs: number; toMs: number; askedMs: number };

function answer(matched: readonly MatchedRun[], { fromMs, toMs, askedMs }: Answered): RunsView {
  const runs = matched.filter((each) => matchedAtMs(each) >= fromMs && matchedAtMs(each) <= toMs);
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    is_cut: fromMs > askedMs,
    runs: runs.map(toRunView),
  };
}

function runLimitMs(spec: HeartbeatSpec): number {
  return (spec.max_run_seconds ?? spec.grace_seconds) * 1000;
}

/** The times of a calendar in a window, and some before it, to which its first runs may belong. */
function planSlots(schedule: Schedule, askedMs: number, toMs: number): { slots: number[]; fromMs: number } {
  if (schedule.kind === 'period') return { slots: [], fromMs: askedMs };
  const gapMs = typicalGapMs(schedule, toMs);
  let fromMs = Math.max(askedMs, toMs - maxSlots * gapMs);
  for (;;) {
    const slots = runsBetween(schedule, fromMs - 4 * gapMs, toMs, 2 * maxSlots);
    if (slots.length < 2 * maxSlots) return { slots, fromMs };
    fromMs = toMs - Math.floor((toMs - fromMs) / 2);
  }
}

type Window = { fromMs: number; toMs: number };

async function readPings(
  ctx: Ctx,
  monitorId: string,
  spec: HeartbeatSpec,
  { fromMs, toMs }: Window,
): Promise<{ pings: RunPing[]; fromMs: number }> {
  const back = Math.min(Math.max(runLimitMs(spec), backOf(spec)), maxLookBackMs);
  const window = { from: new Date(fromMs - back), to: new Date(toMs) };
  const rows = await selectRunPings(ctx.db, monitorId, window, maxPings);
  const oldest = rows.at(-1);
  const isCut = rows.length === maxPings && oldest !== undefined;
  return {
    pings: rows.reverse().flatMap(toRunPing),
    fromMs: isCut ? Math.max(fromMs, oldest.receivedAt.getTime()) : fromMs,
  };
}

/** A period counts from the run before. */
function backOf({ schedule, grace_seconds }: HeartbeatSpec): number {
  return schedule.kind === 'period' ? (schedule.period_seconds + grace_seconds) * 1000 : 0;
}

function toRunPing(row: PingRow): RunPing[] {
  const { kind, n, rid, durationMs, exitStatus, signal } = row;
  if (kind === 'log') return [];
  return [{ kind, n, rid, durationMs, exitStatus, signal, atMs: row.receivedAt.getTime() }];
}

async function readWatched(ctx: Ctx, monitorId: string, fromMs: number, nowMs: number): Promise<Stretch[]> {
  const { data } = await listSpans(ctx, {
    monitor_id: monitorId,
    from: new Date(Math.max(fromMs - maxLookBackMs, Date.UTC(2000, 0))).toISOString(),
    to: new Date(nowMs).toISOString(),
  });
  return data.filter(isWatched).map(({ started_at, ended_at }) => ({
    fromMs: Date.parse(started_at),
    toMs: ended_at === null ? nowMs : Date.parse(ended_at),
  }));
}

function isWatched({ state }: SpanView): boolean {
  return state === 'up' || state === 'degraded' || state === 'down';
}

function matchAll(schedule: Schedule, slots: readonly number[], input: MatchInput): MatchedRun[] {
  if (schedule.kind === 'period') return matchPeriodicRuns(input, schedule.period_seconds * 1000);
  return matchTimedRuns(input, slots);
}
