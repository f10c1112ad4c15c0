import type { HoldReason } from '@/lib/alerting/constants';
import { isFlapping } from '@/lib/alerting/rules/flapping';
import type { MonitorState, Severity } from '@/lib/monitors/constants';
import { quietUntil } from '@/lib/policies/rules/quiet-hours';
import type { QuietHours } from '@/lib/policies/schema';

export type Ancestor = {
  name: string;
  isPaused: boolean;
  /** Heartbeats call by themselves: there is no next check to wait for. */
  isChecked: boolean;
  state: MonitorState;
  sinceMs: number;
  lastCheckedMs: number | null;
  /** Its last check failed in some region, whether or not that is confirmed. */
  isFailing: boolean;
  /** What holds the opening of its own outage; null where that was told, or there is none. */
  heldFor: HoldReason | null;
};

export type HoldFacts = {
  /** Opened by a person, who wants it told. */
  isManual: boolean;
  /** Whether the opening was told: then nothing waits for the next verdict of a parent any more. */
  isTold: boolean;
  severity: Severity;
  openedMs: number;
  /** The first failure of the streak that proved the outage. */
  downSinceMs: number;
  lastCheckedMs: number | null;
  /** What holds it now, and since when. */
  held: { reason: HoldReason | null; sinceMs: number } | null;
  maintenance: { title: string; endsMs: number | null } | null;
  /** The parent first. */
  ancestors: readonly Ancestor[];
  quiet: QuietHours | null;
  flappingUntilAt: Date | null;
};

/** `detail` says in one sentence for people what it waits for. */
export type Hold = { reason: HoldReason; detail: string; lookAgainAt: Date };

/** How long the verdict of a parent is waited for, and that of a child once its parent is well again. */
export const verdictWaitMs = 60_000;

/** Whether an incident that is open may be told of, or what holds it; a resolution is never asked about. */
export function holdOf(facts: HoldFacts, now: Date): Hold | null {
  if (facts.isManual) return null;
  return (
    heldByMaintenance(facts, now) ??
    heldByParent(facts, now) ??
    heldByQuietHours(facts, now) ??
    heldByFlapping(facts, now)
  );
}

/** Soon at first, then ever more seldom: what has lasted for an hour hardly ends within the second. */
function nextLook({ held }: HoldFacts, now: Date, endMs: number | null = null): Date {
  const heldMs = held === null ? 0 : now.getTime() - held.sinceMs;
  const lookMs = now.getTime() + Math.min(30_000, Math.max(2000, Math.floor(heldMs / 10)));
  return new Date(endMs === null || endMs <= now.getTime() ? lookMs : Math.min(lookMs, endMs));
}

function heldByMaintenance(facts: HoldFacts, now: Date): Hold | null {
  if (facts.maintenance === null) return null;
  const { title, endsMs } = facts.maintenance;
  const detail = `The maintenance “${title}” covers it.`;
  return { reason: 'maintenance', detail, lookAgainAt: nextLook(facts, now, endsMs) };
}

function heldByParent(facts: HoldFacts, now: Date): Hold | null {
  const ancestors = facts.ancestors.filter(({ isPaused }) => !isPaused);
  const down = ancestors.find(
    (one, index) => one.state === 'down' && !isKeptQuiet(one, ancestors.slice(index + 1)),
  );
  const detail =
    down !== undefined
      ? `“${down.name}”, which it depends on, is down.`
      : facts.isTold
        ? null
        : (waitForParent(facts, ancestors, now) ?? waitForChild(facts, ancestors, now));
  return detail === null ? null : { reason: 'parent', detail, lookAgainAt: nextLook(facts, now) };
}

/**
 * Nobody is told of it before morning, nor of what holds it in turn: a child that quiet hours do not hold must not wait
 * for it. Where they hold the child as well, that is found out next.
 */
function isKeptQuiet({ heldFor }: Ancestor, above: readonly Ancestor[]): boolean {
  return heldFor === 'quiet_hours' || (heldFor === 'parent' && above.some(({ state }) => state === 'down'));
}

/** The parent may be down as well, and only nobody has seen it yet. */
function waitForParent(facts: HoldFacts, ancestors: readonly Ancestor[], now: Date): string | null {
  if (now.getTime() >= facts.openedMs + verdictWaitMs) return null;
  const unsure = ancestors.find(
    ({ isChecked, isFailing, lastCheckedMs }) =>
      isChecked && (isFailing || (lastCheckedMs ?? Number.NEGATIVE_INFINITY) < facts.downSinceMs),
  );
  return unsure === undefined
    ? null
    : `It waits for the next check of “${unsure.name}”, which it depends on.`;
}

/** The parent is back: most of those behind it are as well, and say so at their next check. */
function waitForChild(facts: HoldFacts, ancestors: readonly Ancestor[], now: Date): string | null {
  const { held, lastCheckedMs } = facts;
  if (held?.reason !== 'parent' || lastCheckedMs === null) return null;
  const back = ancestors.find(
    ({ sinceMs }) =>
      sinceMs > facts.openedMs && sinceMs > lastCheckedMs && now.getTime() < sinceMs + verdictWaitMs,
  );
  return back === undefined ? null : `“${back.name}” is back, and it waits for its own next check.`;
}

function heldByQuietHours(facts: HoldFacts, now: Date): Hold | null {
  const { quiet, severity } = facts;
  if (quiet === null || (severity === 'critical' && quiet.except_critical)) return null;
  const untilAt = quietUntil(quiet, now);
  if (untilAt === null) return null;
  const detail = `These are quiet hours, until ${quiet.to} ${quiet.time_zone}.`;
  return { reason: 'quiet_hours', detail, lookAgainAt: nextLook(facts, now, untilAt.getTime()) };
}

function heldByFlapping({ flappingUntilAt }: HoldFacts, now: Date): Hold | null {
  if (flappingUntilAt === null || !isFlapping(flappingUntilAt, now)) return null;
  return {
    reason: 'flapping',
    detail:
      'It goes down and comes back again and again. It is told once it has been stable for ten minutes.',
    lookAgainAt: flappingUntilAt,
  };
}
