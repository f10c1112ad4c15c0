import { countChanges, type Flapping, isFlapping, stepFlapping } from '@/lib/alerting/rules/flapping';
import { type Hold, holdOf } from '@/lib/alerting/rules/hold-of';
import { type Due, dueOf, followingOf, type Progress } from '@/lib/alerting/rules/next-alert';
import type { Outage } from '@/lib/backtests/rules/replay-checks';
import type { Severity } from '@/lib/monitors/constants';
import type { PolicySpec, PolicyStep } from '@/lib/policies/schema';

export type AlertTransition = 'opened' | 'escalated' | 'reminder' | 'resolved' | 'flapping';

/** One message to each of `channels`. `outage` is its place in the list of outages. */
export type ReplayedAlert = {
  atMs: number;
  transition: AlertTransition;
  outage: number;
  channels: readonly string[];
};

export type Listeners = {
  policy: PolicySpec;
  severity: Severity;
  /** Which channels a step tells at an instant. */
  reach: (step: PolicyStep, atMs: number) => readonly string[];
  maintenance: readonly { title: string; fromMs: number; toMs: number }[];
  /** When somebody acknowledged what was open at that time, in order. */
  acknowledgedAtMs: readonly number[];
  untilMs: number;
};

/**
 * Whom outages of one monitor would have been told to, and when: by the rules that decide it for real, one outage after
 * the other. Storms, which fold messages of many monitors into one, are left out, so a real channel gets fewer.
 */
export function replayAlerts(outages: readonly Outage[], listeners: Listeners): ReplayedAlert[] {
  const replay = new AlertReplay(outages, listeners);
  outages.forEach((_, index) => {
    replay.tellOutage(index);
  });
  return replay.alerts.sort((one, other) => one.atMs - other.atMs);
}

type Telling = {
  progress: Progress;
  nextMs: number;
  held: { reason: Hold['reason'] | null; sinceMs: number } | null;
};

class AlertReplay {
  readonly alerts: ReplayedAlert[] = [];
  private flapping: Flapping = { untilAt: null, hasBegun: false };

  constructor(
    private readonly outages: readonly Outage[],
    private readonly listeners: Listeners,
  ) {}

  tellOutage(index: number): void {
    const outage = this.outages[index];
    if (outage === undefined) return;
    const { untilMs } = this.listeners;
    const endMs = outage.resolvedMs ?? untilMs;
    this.change(outage.openedMs, this.isHeardAt(outage));
    if (this.flapping.hasBegun)
      this.tell('flapping', index, outage.openedMs, this.firstStep(outage.openedMs));
    this.tellWhileOpen(index, outage, Math.min(endMs, this.acknowledgedMs(outage, endMs)));
    if (outage.resolvedMs !== null) this.tellEnd(index, outage.resolvedMs);
  }

  private tellWhileOpen(index: number, outage: Outage, endMs: number): void {
    let telling: Telling | null = {
      progress: { nextStep: 0, remindersSent: 0, startedAt: new Date(outage.openedMs) },
      nextMs: outage.openedMs,
      held: null,
    };
    while (telling !== null && telling.nextMs < endMs) telling = this.tellNext(index, outage, telling);
  }

  private tellNext(index: number, outage: Outage, telling: Telling): Telling | null {
    const { policy } = this.listeners;
    const { nextMs, progress } = telling;
    const now = new Date(nextMs);
    const hold = this.holdAt(outage, telling, now);
    if (hold !== null) {
      const sinceMs = telling.held?.reason === hold.reason ? telling.held.sinceMs : nextMs;
      const lookMs = Math.max(hold.lookAgainAt.getTime(), nextMs + 1);
      const held = { reason: hold.reason, sinceMs };
      return { progress, nextMs: lookMs, held };
    }
    const due = dueOf(policy, progress);
    if (due.kind === 'nothing') return null;
    this.tell(due.kind, index, nextMs, this.reached(this.stepsTold(due, progress), nextMs));
    const next = followingOf(policy, progress, { told: due, dueAt: now, now });
    return next === null ? null : { progress: next, nextMs: next.nextAt.getTime(), held: null };
  }

  /** A reminder goes to everybody whom a step has named so far. */
  private stepsTold(due: Due, { nextStep }: Progress): number[] {
    if (due.kind === 'escalated') return [due.step];
    if (due.kind === 'opened') return [0];
    return this.listeners.policy.steps.map((_, index) => index).slice(0, nextStep);
  }

  /** Whoever was told of it is told that it is over, whatever holds; while it flaps, once it is stable. */
  private tellEnd(index: number, resolvedMs: number): void {
    const told = [
      ...new Set(this.alerts.filter(({ outage }) => outage === index).flatMap(({ channels }) => channels)),
    ];
    this.change(resolvedMs, told.length > 0);
    if (told.length === 0) return;
    if (this.flapping.hasBegun) this.tell('flapping', index, resolvedMs, told);
    const stableMs = isFlapping(this.flapping.untilAt, new Date(resolvedMs))
      ? this.stableMs(index, resolvedMs)
      : resolvedMs;
    if (stableMs <= this.listeners.untilMs && this.listeners.policy.transitions.includes('resolved')) {
      this.tell('resolved', index, stableMs, told);
    }
  }

  /** Every later change within the silence puts its end off. */
  private stableMs(index: number, resolvedMs: number): number {
    let until = this.flapping.untilAt?.getTime() ?? resolvedMs;
    const later = this.outages
      .slice(index + 1)
      .flatMap(({ openedMs, resolvedMs: end }) => [openedMs, ...(end === null ? [] : [end])]);
    for (const atMs of later) {
      if (atMs >= until) break;
      until =
        stepFlapping(new Date(until), Number.POSITIVE_INFINITY, new Date(atMs)).untilAt?.getTime() ?? until;
    }
    return until;
  }

  /** The silence begins with its notice, where anybody hears it. */
  private change(atMs: number, isHeard: boolean): void {
    const known = this.outages.map(({ openedMs, resolvedMs }) => ({ openedMs, resolvedMs }));
    const step = stepFlapping(this.flapping.untilAt, countChanges(known, atMs), new Date(atMs));
    this.flapping = step.hasBegun && !isHeard ? { untilAt: null, hasBegun: false } : step;
  }

  /** Whether nothing but flapping holds its opening. */
  private isHeardAt(outage: Outage): boolean {
    const at = new Date(outage.openedMs);
    const progress = { nextStep: 0, remindersSent: 0, startedAt: at };
    const hold = this.holdAt(outage, { progress, nextMs: outage.openedMs, held: null }, at);
    return hold === null || hold.reason === 'flapping';
  }

  private holdAt(outage: Outage, { progress, held }: Telling, now: Date): Hold | null {
    const { severity, policy, maintenance } = this.listeners;
    const atMs = now.getTime();
    const window = maintenance.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    return holdOf(
      {
        isManual: false,
        isTold: progress.nextStep > 0,
        severity,
        openedMs: outage.openedMs,
        downSinceMs: outage.downSinceMs,
        lastCheckedMs: null,
        held,
        maintenance: window === undefined ? null : { title: window.title, endsMs: window.toMs },
        ancestors: [],
        quiet: policy.quiet_hours,
        flappingUntilAt: this.flapping.untilAt,
      },
      now,
    );
  }

  private acknowledgedMs({ openedMs }: Outage, endMs: number): number {
    const found = this.listeners.acknowledgedAtMs.find((atMs) => atMs >= openedMs && atMs < endMs);
    return found ?? Number.POSITIVE_INFINITY;
  }

  private firstStep(atMs: number): readonly string[] {
    return this.reached([0], atMs);
  }

  private reached(steps: readonly number[], atMs: number): readonly string[] {
    const { policy, reach } = this.listeners;
    const named = steps.flatMap((index) => policy.steps[index] ?? []);
    return [...new Set(named.flatMap((step) => reach(step, atMs)))];
  }

  private tell(transition: AlertTransition, outage: number, atMs: number, channels: readonly string[]): void {
    if (channels.length > 0) this.alerts.push({ atMs, transition, outage, channels });
  }
}
