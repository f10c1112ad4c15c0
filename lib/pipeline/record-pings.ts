import type { Db } from '@/db/client';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { fromUuid } from '@/lib/core/ids';
import { decideAction } from '@/lib/heartbeats/rules/decide-action';
import type { HeartbeatFacts } from '@/lib/heartbeats/rules/heartbeat-facts';
import { type HeartbeatTurn, stepHeartbeat } from '@/lib/heartbeats/rules/step-heartbeat';
import type { HeartbeatEvidence } from '@/lib/incidents/schema';
import {
  type HeartbeatSettings,
  toHeartbeatFacts,
  toHeartbeatSettings,
} from '@/lib/pipeline/internal/heartbeat-rows';
import { applyTurns, type MonitorTurn } from '@/lib/pipeline/internal/heartbeat-turns';
import { lacksPartition } from '@/lib/pipeline/internal/is-transient';
import { findLastPings, type LastPing } from '@/lib/pipeline/internal/overdue-queries';
import { missedEvidence, pingEvidence } from '@/lib/pipeline/internal/ping-evidence';
import {
  type ChangedHeartbeat,
  lockTargets,
  type NewPing,
  storePings,
  type TargetRow,
  unpause,
} from '@/lib/pipeline/internal/ping-queries';
import type {
  PingOutcome,
  PingTarget,
  ReceivedPing,
  RecordedPings,
} from '@/lib/pipeline/internal/ping-types';

/** For tests that stop a process at its worst moments. */
export type RecordHooks = { beforeCommit?: () => Promise<void> };

/**
 * A batch of pings in one transaction: the log, the heartbeats, and where one turned its spans, incident and pending
 * deliveries. Resolves after the commit. Two batches at once wait for each other only where they share a heartbeat.
 * @param monotonicMs the clock by which the pings say when they arrived
 */
export async function recordPings(
  db: Db,
  pings: readonly ReceivedPing[],
  options: { monotonicMs: () => number; hooks?: RecordHooks },
): Promise<RecordedPings> {
  try {
    return await db.transaction((tx) => recordBatch(tx, pings, options));
  } catch (error) {
    if (!lacksPartition(error)) throw error;
    await ensurePartitions(db);
    return db.transaction((tx) => recordBatch(tx, pings, options));
  }
}

async function recordBatch(
  tx: Db,
  pings: readonly ReceivedPing[],
  { monotonicMs, hooks }: { monotonicMs: () => number; hooks?: RecordHooks },
): Promise<RecordedPings> {
  const { targets, indexes } = dedupeTargets(pings);
  const rows = await lockTargets(tx, targets);
  const dbNowMs = rows.reduce<number | null>((max, { now_ms }) => Math.max(max ?? now_ms, now_ms), null);
  const batch = new PingBatch(rows, (dbNowMs ?? 0) - monotonicMs());
  const outcomes = pings.map((ping, index) => batch.add(ping, indexes[index] ?? -1));
  const { changed, logged, turns, resumed } = batch;
  let deliveries = 0;
  if (logged.length > 0) {
    batch.explainMissed(
      await findLastPings(
        tx,
        batch.missed.map(({ row }) => row.monitor_id),
      ),
    );
    await storePings(tx, changed, logged);
    await unpause(tx, resumed);
    for (const round of turns) deliveries += await applyTurns(tx, round, dbNowMs ?? 0);
    await hooks?.beforeCommit?.();
  }
  return { outcomes, deliveries, dbNowMs, changed: batch.changedMonitors };
}

function dedupeTargets(pings: readonly ReceivedPing[]): { targets: PingTarget[]; indexes: number[] } {
  const known = new Map<string, number>();
  const targets: PingTarget[] = [];
  const indexes = pings.map(({ target }) => {
    const key = target.kind === 'uuid' ? target.uuid : `${target.pingKey}/${target.slug}`;
    const index = known.get(key) ?? targets.push(target) - 1;
    known.set(key, index);
    return index;
  });
  return { targets, indexes };
}

type Tracked = {
  row: TargetRow;
  settings: HeartbeatSettings;
  facts: HeartbeatFacts;
  pingCount: number;
  durationMs: number | null;
  /** Of its last ping: the log goes forward only. */
  receivedMs: number;
  turns: number;
};

/** A deadline that had passed before its ping came: told once the last ping before it is known. */
type Missed = { row: TargetRow; before: HeartbeatFacts; told: MonitorTurn };

/** What a batch of pings comes to: each is stepped in its order, and every heartbeat is written once. */
class PingBatch {
  readonly logged: NewPing[] = [];
  /** Round by round: a heartbeat that turns twice in one batch turns once in each. */
  readonly turns: MonitorTurn[][] = [];
  readonly missed: Missed[] = [];
  private readonly byTarget = new Map<number, Tracked[]>();
  private readonly tracked = new Map<string, Tracked>();
  private readonly clockOffsetMs: number;

  constructor(rows: readonly TargetRow[], clockOffsetMs: number) {
    this.clockOffsetMs = clockOffsetMs;
    for (const row of rows) {
      const one = this.tracked.get(row.monitor_id) ?? track(row);
      this.tracked.set(row.monitor_id, one);
      this.byTarget.set(row.target, [...(this.byTarget.get(row.target) ?? []), one]);
    }
  }

  add(ping: ReceivedPing, target: number): PingOutcome {
    const found = this.byTarget.get(target) ?? [];
    const [one] = found;
    if (one === undefined) return 'not_found';
    if (found.length > 1) return 'ambiguous';
    const { rules, options } = one.settings;
    const decided = decideAction(ping, () => ping.body?.toString('utf8') ?? '', options);
    const arrivedMs = Math.round(this.clockOffsetMs + ping.arrivedMs);
    const receivedMs = Math.max(arrivedMs, one.receivedMs);
    one.receivedMs = receivedMs;
    if (!decided.isIgnored) this.passDeadlines(one, receivedMs);
    const step = decided.isIgnored
      ? null
      : stepHeartbeat(one.facts, rules, {
          kind: decided.action,
          atMs: decided.action === 'start' ? arrivedMs : receivedMs,
          rid: ping.rid,
        });
    const isIgnored = step === null || step.isIgnored;
    const durationMs = ping.durationMs ?? step?.durationMs ?? null;
    one.pingCount += 1;
    const logged = this.log(ping, one, { kind: decided.action, isIgnored, receivedMs, durationMs });
    if (isIgnored || step === null) return 'ignored';
    if (durationMs !== null) one.durationMs = durationMs;
    const before = one.facts;
    one.facts = step.after;
    if (step.turn !== null)
      this.addTurn(one, step.turn, { atMs: receivedMs, evidence: pingEvidence(one.row, before, logged) });
    return 'recorded';
  }

  /**
   * A ping that comes after the deadline does not undo that it was missed, whether or not a detector has looked already.
   * Only of what all receivers have committed, so that no ping which waits elsewhere is called missed.
   */
  private passDeadlines(one: Tracked, receivedMs: number): void {
    const { rules } = one.settings;
    const atMs = Math.min(receivedMs, one.row.heard_until_ms);
    while (one.facts.deadlineMs !== null && one.facts.deadlineMs <= atMs) {
      const before = one.facts;
      const { after, turn } = stepHeartbeat(before, rules, { kind: 'deadline', atMs });
      one.facts = after;
      if (turn === null) continue;
      const told = this.addTurn(one, turn, { atMs: receivedMs, evidence: null });
      this.missed.push({ row: one.row, before, told });
    }
  }

  /** `last`: the last ping of each before this batch. */
  explainMissed(last: ReadonlyMap<string, LastPing>): void {
    for (const { row, before, told } of this.missed)
      told.evidence = missedEvidence(row, before, last.get(row.monitor_id));
  }

  get changed(): ChangedHeartbeat[] {
    return this.touched.map(({ row, facts, pingCount, durationMs }) => ({
      monitorUuid: row.monitor_id,
      facts,
      pingCount,
      lastDurationMs: durationMs,
    }));
  }

  get changedMonitors(): RecordedPings['changed'] {
    return this.touched.map(({ row }) => ({
      organizationId: fromUuid('org', row.organization_id),
      monitorId: fromUuid('mon', row.monitor_id),
    }));
  }

  /** Those that a ping has woken from their pause. */
  get resumed(): string[] {
    return this.touched
      .filter(({ row, facts }) => row.status === 'paused' && facts.status !== 'paused')
      .map(({ row }) => row.monitor_id);
  }

  private get touched(): Tracked[] {
    return [...this.tracked.values()].filter(({ row, pingCount }) => pingCount > row.ping_count);
  }

  private log(
    ping: ReceivedPing,
    { row, pingCount }: Tracked,
    said: Pick<NewPing, 'kind' | 'isIgnored' | 'receivedMs' | 'durationMs'>,
  ): NewPing {
    const { exitStatus, signal, rid, method, userAgent, address, body } = ping;
    const sent = { exitStatus, signal, rid, method, userAgent, address, body };
    const logged = { monitorUuid: row.monitor_id, n: pingCount, ...sent, ...said };
    this.logged.push(logged);
    return logged;
  }

  private addTurn(
    one: Tracked,
    turn: HeartbeatTurn,
    { atMs, evidence }: { atMs: number; evidence: HeartbeatEvidence | null },
  ): MonitorTurn {
    const told: MonitorTurn = { monitorUuid: one.row.monitor_id, turn: { ...turn, atMs }, evidence };
    const round = this.turns[one.turns] ?? [];
    round.push(told);
    this.turns[one.turns] = round;
    one.turns += 1;
    return told;
  }
}

function track(row: TargetRow): Tracked {
  return {
    row,
    settings: toHeartbeatSettings(row),
    facts: toHeartbeatFacts(row),
    pingCount: row.ping_count,
    durationMs: row.last_duration_ms,
    // Where the clock was set back the last ping lies ahead: the next ones are not put there too.
    receivedMs: Math.min(row.last_ping_ms ?? 0, row.now_ms),
    turns: 0,
  };
}
