import type { HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import type { HeartbeatEvent, HeartbeatTurn } from '@/lib/heartbeats/rules/step-heartbeat';

/**
 * A second opinion on heartbeats with a period, for tests. It keeps nothing but the list of all that has happened, and
 * works out every answer from its beginning: slow, and of another build than the machine it is held against.
 */

type Happening = {
  event: HeartbeatEvent;
  rules: HeartbeatRules;
  /** Answered and logged only. */
  isIgnored: boolean;
  /** Of a look: the deadline it found passed. */
  missedMs: number | null;
};
type Status = 'new' | 'up' | 'down' | 'paused';
type Run = { rid: string | null; startedMs: number; timerMs: number };
export type Answer = { turn: HeartbeatTurn | null; isIgnored: boolean; durationMs: number | null };

const isEnd = ({ event, isIgnored }: Happening) =>
  !isIgnored && (event.kind === 'success' || event.kind === 'fail');

export class HeartbeatModel {
  private readonly history: Happening[] = [];

  constructor(private rules: HeartbeatRules) {}

  edit(rules: HeartbeatRules): void {
    this.rules = rules;
  }

  happen(event: HeartbeatEvent): Answer {
    const { length } = this.history;
    const wasStatus = this.status(length);
    const deadlineMs = this.deadlineMs(length);
    const isPing = ['success', 'fail', 'start', 'log'].includes(event.kind);
    const isIgnored = isPing && wasStatus === 'paused' && this.rules.manualResume;
    const isMissed = event.kind === 'deadline' && deadlineMs !== null && deadlineMs <= event.atMs;
    const durationMs = this.durationMs(length, event, isIgnored);
    const overrun = this.runs(length).some((run) => isMissed && this.endMs(run, this.rules) <= deadlineMs);
    this.history.push({ event, rules: this.rules, isIgnored, missedMs: isMissed ? deadlineMs : null });
    const status = this.status(length + 1);
    if (status === wasStatus || status === 'new' || status === 'paused')
      return { turn: null, isIgnored, durationMs };
    const sinceMs = isMissed ? deadlineMs : event.atMs;
    if (status === 'up') return { turn: { to: 'up', sinceMs }, isIgnored, durationMs };
    const missed = overrun ? 'heartbeat_overrun' : 'heartbeat_missed';
    return {
      turn: { to: 'down', sinceMs, cause: isMissed ? missed : 'heartbeat_failed' },
      isIgnored,
      durationMs,
    };
  }

  status(n = this.history.length): Status {
    const from = this.beginning(n);
    const isPaused = from > 0 && this.history[from - 1]?.event.kind === 'pause';
    const life = this.history.slice(from, n);
    if (!life.some(isEnd) && isPaused) return 'paused';
    const since = life.findLastIndex(({ event, isIgnored }) => event.kind === 'success' && !isIgnored) + 1;
    let failures = 0;
    for (const { event, missedMs, isIgnored, rules } of life.slice(since)) {
      if ((event.kind === 'fail' && !isIgnored) || missedMs !== null) failures += 1;
      else continue;
      if (failures >= rules.failureThreshold) return 'down';
    }
    return life.some(isEnd) ? 'up' : 'new';
  }

  failures(n = this.history.length): number {
    const life = this.history.slice(this.beginning(n), n);
    const since = life.findLastIndex(({ event, isIgnored }) => event.kind === 'success' && !isIgnored) + 1;
    return life
      .slice(since)
      .filter(({ event, missedMs, isIgnored }) => (event.kind === 'fail' && !isIgnored) || missedMs !== null)
      .length;
  }

  /** After the last pause or resume that did something. */
  private beginning(n: number): number {
    for (let index = n - 1; index >= 0; index -= 1) {
      const kind = this.history[index]?.event.kind;
      if (kind === 'pause' && this.status(index) !== 'paused') return index + 1;
      if (kind === 'resume' && this.status(index) === 'paused') return index + 1;
    }
    return 0;
  }

  /** Starts that nothing has ended. */
  runs(n = this.history.length): Run[] {
    const from = this.beginning(n);
    const wasPaused = (index: number) => this.status(index) === 'paused';
    return this.history.slice(from, n).flatMap(({ event }, offset): Run[] => {
      const index = from + offset;
      if (event.kind !== 'start' || wasPaused(index)) return [];
      for (let later = index + 1; later < n; later += 1) if (this.ends(index, later)) return [];
      return [{ rid: event.rid, startedMs: event.atMs, timerMs: this.timerMs(index, n) }];
    });
  }

  private ends(start: number, later: number): boolean {
    const begun = this.history[start]?.event;
    const happening = this.history[later];
    if (begun?.kind !== 'start' || happening === undefined || happening.isIgnored) return false;
    const { event, rules, missedMs } = happening;
    const isOverAt = (atMs: number) => this.timerMs(start, later) + this.limitMs(rules) <= atMs;
    if (event.kind === 'start') return event.rid === begun.rid;
    if (missedMs !== null) return this.status(later + 1) !== 'down' && isOverAt(missedMs);
    if (event.kind !== 'success' && event.kind !== 'fail') return false;
    if (event.rid === begun.rid) return true;
    if (this.status(later) !== 'up' && isOverAt(event.atMs)) return true;
    if (event.rid !== null) return false;
    const open = this.runs(later);
    return open.every(({ rid }) => rid !== null) && open[0]?.rid === begun.rid;
  }

  /** The start, or the last edit by which the run would have been over already. */
  private timerMs(start: number, n: number): number {
    for (let index = n - 1; index > start; index -= 1) {
      const { event, rules } = this.history[index] ?? {};
      if (event?.kind !== 'reschedule' || rules === undefined) continue;
      if (this.timerMs(start, index) + this.limitMs(rules) <= event.atMs) return event.atMs;
    }
    return this.history[start]?.event.atMs ?? 0;
  }

  /** Last ping + period; a missed run that was not told moves it on; an edit begins anew. */
  expectedMs(n = this.history.length): number | null {
    const from = this.beginning(n);
    const last = this.history
      .slice(0, n)
      .findLastIndex((happening, index) => index >= from && isEnd(happening));
    const ping = this.history[last];
    if (ping === undefined) return null;
    let expectedMs = ping.event.atMs + this.periodMs(ping.rules);
    for (const { event, rules, missedMs } of this.history.slice(last + 1, n)) {
      if (event.kind === 'reschedule') {
        const anewMs = ping.event.atMs + this.periodMs(rules);
        expectedMs = anewMs + rules.graceMs <= event.atMs ? event.atMs + this.periodMs(rules) : anewMs;
      }
      const isTold = this.status(this.history.findIndex((h) => h.event === event) + 1) === 'down';
      if (missedMs !== null && !isTold && expectedMs + rules.graceMs <= missedMs) {
        expectedMs += this.periodMs(rules);
      }
    }
    return expectedMs;
  }

  deadlineMs(n = this.history.length): number | null {
    const status = this.status(n);
    if (status === 'down' || status === 'paused') return null;
    const first = Math.min(...this.runs(n).map(({ timerMs }) => timerMs));
    const expectedMs = this.expectedMs(n);
    if (first === Number.POSITIVE_INFINITY)
      return expectedMs === null ? null : expectedMs + this.rules.graceMs;
    if (status === 'new') return first + this.limitMs(this.rules);
    if (this.rules.maxRunMs !== null) {
      const latest = expectedMs === null ? first : expectedMs + this.rules.graceMs;
      return Math.min(first, latest) + this.rules.maxRunMs;
    }
    return Math.min(expectedMs ?? first, first) + this.rules.graceMs;
  }

  private durationMs(n: number, event: HeartbeatEvent, isIgnored: boolean): number | null {
    if (isIgnored || (event.kind !== 'success' && event.kind !== 'fail')) return null;
    const run = this.runs(n).find(({ rid }) => rid === event.rid);
    return run === undefined ? null : event.atMs - run.startedMs;
  }

  private endMs({ timerMs }: Run, rules: HeartbeatRules): number {
    return timerMs + this.limitMs(rules);
  }

  private limitMs({ maxRunMs, graceMs }: HeartbeatRules): number {
    return maxRunMs ?? graceMs;
  }

  private periodMs({ schedule }: HeartbeatRules): number {
    return schedule.kind === 'period' ? schedule.period_seconds * 1000 : Number.NaN;
  }
}
