import type { Db } from '@/db/client';
import { newUuid } from '@/lib/core/ids';
import {
  findRunning,
  holdMonitors,
  markInMaintenance,
  type TurnedWindow,
} from '@/lib/pipeline/internal/maintenance-queries';
import { lockStates, type StateRow, selectStates } from '@/lib/pipeline/internal/state-queries';
import { toReports } from '@/lib/pipeline/process-results';
import {
  findTailChange,
  leaveOffUnwatched,
  type Mask,
  maskPieces,
  type Piece,
  unmaskPieces,
} from '@/lib/pipeline/rules/mask-spans';
import { findTails, relaySpans, type StoredSpan } from '@/lib/spans/relay-spans';
import type { OpenedSpan } from '@/lib/spans/write-spans';

type Turn = {
  windows: readonly TurnedWindow[];
  /** Whom these windows cover. */
  covered: readonly { monitor_id: string; window_id: string }[];
  wronglyMarked: readonly string[];
  nowMs: number;
};

export type Relaid = { organizationUuid: string; monitorUuid: string };

/** A window that begins this late was not begun by anybody when its time came. */
const lateMs = 60_000;

/** Marks and spans of all monitors that a turn concerns, under the locks of their states. */
export async function relayMonitors(tx: Db, turn: Turn): Promise<Relaid[]> {
  const byWindow = new Map(turn.windows.map((window) => [window.id, window]));
  const turned = groupBy(turn.covered, byWindow);
  const uuids = [...new Set([...turned.keys(), ...turn.wronglyMarked])].sort();
  if (uuids.length === 0) return [];
  const created = await holdMonitors(tx, uuids);
  await lockStates(tx, uuids);
  const rows = await selectStates(tx, uuids);
  const running = new Map<string, string[]>();
  for (const { monitor_id, window_id } of await findRunning(tx, uuids)) {
    running.set(monitor_id, [...(running.get(monitor_id) ?? []), window_id]);
  }
  const plans = rows.map((row) =>
    planMonitor(row, {
      turned: turned.get(row.monitor_id) ?? [],
      running: running.get(row.monitor_id) ?? [],
      createdMs: created.get(row.monitor_id) ?? 0,
      nowMs: turn.nowMs,
    }),
  );
  await writePlans(tx, plans, turn.nowMs);
  return rows.map(({ organization_id, monitor_id }) => ({
    organizationUuid: organization_id,
    monitorUuid: monitor_id,
  }));
}

function groupBy(
  covered: Turn['covered'],
  byWindow: ReadonlyMap<string, TurnedWindow>,
): Map<string, TurnedWindow[]> {
  const groups = new Map<string, TurnedWindow[]>();
  for (const { monitor_id, window_id } of covered) {
    const window = byWindow.get(window_id);
    if (window !== undefined) groups.set(monitor_id, [...(groups.get(monitor_id) ?? []), window]);
  }
  return groups;
}

type Plan = {
  row: StateRow;
  isIn: boolean;
  /** When the cover that it had until now ended; null where it goes on, or there was none. */
  endedMs: number | null;
  masks: Mask[];
};

type Cover = {
  turned: readonly TurnedWindow[];
  running: readonly string[];
  createdMs: number;
  nowMs: number;
};

function planMonitor(row: StateRow, { turned, running, createdMs, nowMs }: Cover): Plan {
  const begun = turned.filter(({ turn }) => turn !== 'ended');
  const ended = turned.filter(({ turn }) => turn === 'ended');
  const ranBefore = running.some((id) => !turned.some((window) => window.id === id));
  const masks = begun.sort(byStart).map(({ starts_ms, ends_ms, turn }): Mask => {
    const declaredMs = nowMs - starts_ms > lateMs ? nowMs : starts_ms;
    return {
      fromMs: starts_ms,
      toMs: turn === 'missed' ? ends_ms : null,
      declaredFromMs: Math.max(declaredMs, createdMs),
    };
  });
  // It came under a window that runs already: its maintenance begins now.
  if (ranBefore && !row.in_maintenance) masks.push({ fromMs: nowMs, toMs: null, declaredFromMs: nowMs });
  const isCoverLost = row.in_maintenance && !ranBefore;
  const lastEndMs = ended.length === 0 ? nowMs : Math.max(...ended.map(({ ends_ms }) => ends_ms));
  return { row, isIn: running.length > 0, endedMs: isCoverLost ? lastEndMs : null, masks };
}

function byStart(one: TurnedWindow, other: TurnedWindow): number {
  return one.starts_ms - other.starts_ms;
}

type Kept = Pick<StoredSpan, 'cause' | 'reason'>;

async function writePlans(tx: Db, plans: readonly Plan[], nowMs: number): Promise<void> {
  const tails = await findTails(
    tx,
    plans.map(({ row, endedMs, masks }) => ({
      monitorUuid: row.monitor_id,
      fromMs: Math.min(nowMs, endedMs ?? nowMs, ...masks.map(({ fromMs }) => fromMs)),
    })),
  );
  const cuts: { monitorUuid: string; cutAtMs: number }[] = [];
  const opened: OpenedSpan[] = [];
  for (const plan of plans) {
    const stored = (tails.get(plan.row.monitor_id) ?? []).map(toPiece);
    const change = findTailChange(stored, laidAnew(plan, stored, nowMs));
    if (change === null) continue;
    cuts.push({ monitorUuid: plan.row.monitor_id, cutAtMs: change.cutAtMs });
    for (const piece of change.pieces) opened.push(toOpened(plan.row, piece));
  }
  await relaySpans(tx, cuts, opened);
  const uuidsOf = (isIn: boolean) =>
    plans
      .filter((plan) => plan.isIn === isIn && plan.row.in_maintenance !== isIn)
      .map(({ row }) => row.monitor_id);
  await markInMaintenance(tx, uuidsOf(true), true);
  await markInMaintenance(tx, uuidsOf(false), false);
}

function laidAnew(
  { row, endedMs, masks }: Plan,
  stored: readonly Piece<Kept>[],
  nowMs: number,
): Piece<Kept>[] {
  const coverage = toReports(row).flatMap(({ coveredUntilMs }) => coveredUntilMs ?? []);
  const coveredUntilMs = coverage.length === 0 ? null : Math.max(...coverage);
  const facts = { state: row.state, sinceMs: row.since_ms, coveredUntilMs };
  const watched = leaveOffUnwatched(stored, { coveredUntilMs, isPaused: row.paused }, nowMs);
  // Time nobody watched may only now be found: it lies under the cover there was, up to its end.
  const hidden = row.in_maintenance
    ? maskPieces(watched, { fromMs: row.span_ms ?? nowMs, toMs: endedMs, declaredFromMs: 0 })
    : watched;
  const shown = endedMs === null ? hidden : unmaskPieces(hidden, endedMs, facts);
  return masks.reduce<readonly Piece<Kept>[]>((pieces, mask) => maskPieces(pieces, mask), shown).slice();
}

function toPiece({ state, startedAtMs, endedAtMs, cause, reason }: StoredSpan): Piece<Kept> {
  return { state, startedAtMs, endedAtMs, origin: { kind: 'stored', kept: { cause, reason } } };
}

function toOpened(row: StateRow, { state, startedAtMs, endedAtMs, origin }: Piece<Kept>): OpenedSpan {
  const told =
    origin.kind === 'stored'
      ? origin.kept
      : { cause: state === 'down' ? row.incident_cause : null, reason: { rule: origin.rule, checks: [] } };
  return {
    uuid: newUuid(startedAtMs),
    organizationUuid: row.organization_id,
    monitorUuid: row.monitor_id,
    state,
    startedAtMs,
    endedAtMs,
    ...told,
  };
}
