import type { HeartbeatCause } from '@/lib/heartbeats/constants';
import type { MonitorState, SpanState } from '@/lib/monitors/constants';
import type { Decision } from '@/lib/pipeline/rules/decide-verdict';

export type OpenSpan = { state: SpanState; startedAtMs: number };

/** What is stored of a monitor over all its regions. */
export type MonitorFacts = {
  state: MonitorState;
  sinceMs: number;
  failingRegions: readonly string[];
  /** The span that has not ended; null before the first verdict. */
  span: OpenSpan | null;
  hasIncident: boolean;
  /** A maintenance window covers it: its time is `maintenance` unless it is paused, while the state goes on beneath. */
  inMaintenance: boolean;
};

/** A check has come in. `coveredUntilMs`: until when any region vouched before it; null if none ever did. */
export type Observation = {
  /** When the check began: spans change here. */
  atMs: number;
  /** When it was over: incidents open and resolve here. */
  finishedAtMs: number;
  region: string;
  coveredUntilMs: number | null;
  decision: Decision;
};

/** Why a span was begun: kept with it, for the answer to "why is it in this state?". */
export type SpanRule =
  | 'first_verdict'
  | 'verdict'
  | 'ping'
  | 'deadline'
  | 'not_watched'
  | 'paused'
  | 'maintenance'
  | 'after_maintenance';

export type Effect =
  | { kind: 'close_span'; endedAtMs: number }
  | { kind: 'open_span'; state: SpanState; startedAtMs: number; rule: SpanRule }
  /** The open span began no earlier than what is known now: it is given the other state, none is cut out of it. */
  | { kind: 'restate_span'; state: SpanState; startedAtMs: number; rule: SpanRule }
  | { kind: 'open_incident'; openedAtMs: number; downSinceMs: number }
  | { kind: 'confirm_incident'; atMs: number; region: string }
  | { kind: 'resolve_incident'; resolvedAtMs: number; reason: 'recovered' | 'paused' };

export type MonitorStep = { after: MonitorFacts; effects: Effect[] };

/**
 * One observation into the state of a monitor. Down begins with the first failure of the streak that proved it,
 * up with the first success of the streak that ended it; time nobody watched becomes an `unknown` span.
 */
export function stepMonitor(before: MonitorFacts, seen: Observation): MonitorStep {
  const timeline = new Timeline(before);
  // Checks of several regions may be stored in another order than they ran: no span is cut twice.
  const atMs = Math.max(seen.atMs, before.span?.startedAtMs ?? seen.atMs);
  const gapFromMs = seen.coveredUntilMs !== null && atMs > seen.coveredUntilMs ? seen.coveredUntilMs : null;
  if (gapFromMs !== null) timeline.leaveUnwatched(gapFromMs);
  const { verdict, failingRegions } = seen.decision;
  if (verdict !== null) {
    const isTurn = (verdict === 'down') !== (before.state === 'down');
    const sinceMs = isTurn && gapFromMs === null ? (seen.decision.sinceMs ?? atMs) : atMs;
    timeline.become(verdict, Math.min(sinceMs, atMs));
  }
  timeline.after.failingRegions = failingRegions;
  if (verdict === 'down') timeline.bearOutage(before, seen.finishedAtMs);
  else if (verdict !== null && before.hasIncident) timeline.resolveIncident(seen.finishedAtMs, 'recovered');
  return timeline.result();
}

/** Somebody stops the watching. An open incident ends with it, and says that it was not seen to recover. */
export function pauseMonitorStep(
  before: MonitorFacts,
  seen: { atMs: number; coveredUntilMs: number | null },
): MonitorStep {
  const timeline = new Timeline(before);
  const atMs = Math.max(seen.atMs, before.span?.startedAtMs ?? seen.atMs);
  if (seen.coveredUntilMs !== null && atMs > seen.coveredUntilMs) {
    timeline.leaveUnwatched(seen.coveredUntilMs);
  }
  timeline.changeSpan('paused', atMs, 'paused');
  if (before.hasIncident) timeline.resolveIncident(atMs, 'paused');
  timeline.after.state = 'pending';
  timeline.after.sinceMs = atMs;
  timeline.after.failingRegions = [];
  return timeline.result();
}

/**
 * What a job says by its pings, or by their absence, since `sinceMs`; known at `atMs`. Nothing has to vouch for the
 * time before: a heartbeat is up until its deadline. `unknown`: Stillup itself could not have heard it.
 */
export type StateTurn =
  | { to: 'up'; sinceMs: number; atMs: number }
  | { to: 'down'; sinceMs: number; atMs: number; cause: HeartbeatCause }
  | { to: 'unknown'; sinceMs: number; atMs: number };

export function turnStateStep(before: MonitorFacts, turn: StateTurn): MonitorStep {
  const timeline = new Timeline(before);
  const sinceMs = Math.max(turn.sinceMs, before.span?.startedAtMs ?? turn.sinceMs);
  switch (turn.to) {
    case 'unknown':
      timeline.leaveUnwatched(sinceMs);
      break;
    case 'up':
      timeline.become('up', sinceMs, 'ping');
      if (before.hasIncident) timeline.resolveIncident(Math.max(turn.atMs, sinceMs), 'recovered');
      break;
    case 'down':
      timeline.become('down', sinceMs, turn.cause === 'heartbeat_failed' ? 'ping' : 'deadline');
      timeline.bearOutage(before, Math.max(turn.atMs, sinceMs));
      break;
  }
  return timeline.result();
}

class Timeline {
  readonly after: MonitorFacts;
  private readonly effects: Effect[] = [];

  constructor(before: MonitorFacts) {
    this.after = { ...before };
  }

  result(): MonitorStep {
    return { after: this.after, effects: this.effects };
  }

  leaveUnwatched(fromMs: number): void {
    this.changeSpan('unknown', fromMs, 'not_watched');
    // A known outage stays one until something else is seen: its incident is still open.
    if (this.after.state === 'up' || this.after.state === 'degraded') {
      this.after.state = 'unknown';
      this.after.sinceMs = this.sinceOf(fromMs);
    }
  }

  become(verdict: 'up' | 'degraded' | 'down', sinceMs: number, rule: SpanRule = 'verdict'): void {
    const isFirst = this.after.span === null && rule === 'verdict';
    this.changeSpan(verdict, sinceMs, isFirst ? 'first_verdict' : rule);
    if (this.after.state === verdict) return;
    this.after.state = verdict;
    this.after.sinceMs = this.sinceOf(sinceMs);
  }

  /** Beneath a maintenance the span says nothing of the state: its own time stands, which goes forward only. */
  private sinceOf(fromMs: number): number {
    const { inMaintenance, sinceMs, span } = this.after;
    return inMaintenance ? Math.max(sinceMs, fromMs) : (span?.startedAtMs ?? fromMs);
  }

  changeSpan(wanted: SpanState, fromMs: number, because: SpanRule): void {
    const isHidden = this.after.inMaintenance && wanted !== 'paused';
    const state = isHidden ? 'maintenance' : wanted;
    const rule = isHidden ? 'maintenance' : because;
    const { span } = this.after;
    if (span?.state === state) return;
    if (span === null) {
      this.effects.push({ kind: 'open_span', state, startedAtMs: fromMs, rule });
      this.after.span = { state, startedAtMs: fromMs };
    } else if (fromMs <= span.startedAtMs) {
      this.restate(state, span.startedAtMs, rule);
    } else {
      this.effects.push({ kind: 'close_span', endedAtMs: fromMs });
      this.effects.push({ kind: 'open_span', state, startedAtMs: fromMs, rule });
      this.after.span = { state, startedAtMs: fromMs };
    }
  }

  private restate(state: SpanState, startedAtMs: number, rule: SpanRule): void {
    this.effects.push({ kind: 'restate_span', state, startedAtMs, rule });
    this.after.span = { state, startedAtMs };
  }

  /** Opens an incident where an outage begins. One that a person resolved stays so until the next outage. */
  bearOutage(before: MonitorFacts, finishedAtMs: number): void {
    if (before.hasIncident) {
      const gained = this.after.failingRegions.filter((region) => !before.failingRegions.includes(region));
      for (const region of gained)
        this.effects.push({ kind: 'confirm_incident', atMs: finishedAtMs, region });
    } else if (before.state !== 'down') {
      const downSinceMs = Math.min(this.after.sinceMs, finishedAtMs);
      this.effects.push({ kind: 'open_incident', openedAtMs: finishedAtMs, downSinceMs });
      this.after.hasIncident = true;
    }
  }

  resolveIncident(atMs: number, reason: 'recovered' | 'paused'): void {
    this.effects.push({ kind: 'resolve_incident', resolvedAtMs: atMs, reason });
    this.after.hasIncident = false;
  }
}
