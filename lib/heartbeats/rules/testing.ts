import type { HeartbeatFacts, HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import { heartbeatState } from '@/lib/heartbeats/rules/heartbeat-state';
import {
  type HeartbeatEvent,
  type HeartbeatStep,
  stepHeartbeat,
} from '@/lib/heartbeats/rules/step-heartbeat';

/** For tests of the rules. Nothing of the product imports this. */

export const minute = 60_000;

/** Every hour, ten minutes of grace. */
export const hourly: HeartbeatRules = {
  schedule: { kind: 'period', period_seconds: 3600 },
  graceMs: 10 * minute,
  maxRunMs: null,
  earlyToleranceMs: 0,
  manualResume: false,
  failureThreshold: 1,
};

export const neverPinged: HeartbeatFacts = {
  status: 'new',
  lastPingMs: null,
  lastSuccessMs: null,
  expectedMs: null,
  deadlineMs: null,
  runs: [],
  consecutiveFailures: 0,
};

const said = /^(success|fail|start|log|deadline|reschedule|pause|resume)@([\d.]+)(?:\/(\w+))?$/;

/** `start@30/a`: a start at minute 30 under the run id `a`. */
function toEvent(text: string): HeartbeatEvent {
  const [, kind = '', at = '', rid = null] = said.exec(text) ?? [];
  const atMs = Number(at) * minute;
  switch (kind) {
    case 'success':
    case 'fail':
    case 'start':
    case 'log':
      return { kind, atMs, rid };
    case 'deadline':
    case 'reschedule':
    case 'pause':
    case 'resume':
      return { kind, atMs };
    default:
      throw new Error(`no moment: ${text}`);
  }
}

const toEvents = (story: string) => story.split(' ').filter(Boolean).map(toEvent);

/** The last step of a story such as `success@0 start@30/a deadline@70`. */
export function live(rules: HeartbeatRules, story: string): HeartbeatStep {
  const none: HeartbeatStep = { after: neverPinged, turn: null, isIgnored: false, durationMs: null };
  return toEvents(story).reduce((step, event) => stepHeartbeat(step.after, rules, event), none);
}

/** Of its last moment: the state a person sees, what everybody is told, and the deadline; instants in minutes. */
export function tell(rules: HeartbeatRules, story: string): string {
  const { after, turn, isIgnored } = live(rules, story);
  const state = heartbeatState(after, toEvents(story).at(-1)?.atMs ?? 0);
  const told = turn === null ? 'silent' : `${turn.to} since ${turn.sinceMs / minute}`;
  const deadline = after.deadlineMs === null ? 'none' : after.deadlineMs / minute;
  return `${state}, ${told}, deadline ${deadline}${isIgnored ? ', ignored' : ''}`;
}
