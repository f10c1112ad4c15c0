import { type DrawnState, stateWords } from '@/components/state/states';
import type { HeartbeatState, PingAction } from '@/lib/heartbeats/constants';
import type { HeartbeatMonitorView, MonitorView } from '@/lib/monitors/schema';

export const heartbeatWords: Record<HeartbeatState, string> = {
  new: 'Waiting for the first ping',
  up: 'Up',
  late: 'Late',
  running: 'Running',
  unknown: 'Not known',
  down: 'Down',
  paused: 'Paused',
};

/** What is seen at `nowMs`: between two answers of the server its time may have passed. */
export function stateAt({ heartbeat }: HeartbeatMonitorView, nowMs: number): HeartbeatState {
  const { state, expected_at } = heartbeat;
  return state === 'up' && expected_at !== null && Date.parse(expected_at) <= nowMs ? 'late' : state;
}

/** Late is not down: it is within its grace. */
export function heartbeatMark(monitor: HeartbeatMonitorView, state: HeartbeatState): DrawnState {
  return state === 'late' ? 'degraded' : monitor.status;
}

type Shown = { words: string; mark: DrawnState; since: string | null };

/** A monitor's state for a list, and since when. */
export function shownState(monitor: MonitorView): Shown {
  const usual = { words: stateWords[monitor.status], mark: monitor.status, since: monitor.status_since };
  if (monitor.type !== 'heartbeat') return usual;
  if (monitor.status === 'pending') return { ...usual, words: 'No ping yet' };
  const { state, expected_at, runs } = monitor.heartbeat;
  if (monitor.status !== 'up') return usual;
  if (state === 'late') return { words: heartbeatWords.late, mark: 'degraded', since: expected_at };
  if (state === 'running') return { ...usual, words: 'Running', since: runs[0]?.started_at ?? null };
  return usual;
}

export const pingWords: Record<PingAction, string> = {
  success: 'Success',
  start: 'Start',
  fail: 'Failure',
  log: 'Log',
};

type Ended = { exit_status: number | null; signal: string | null };

/** How a run ended, where more is known than that it went well or not. */
export function endWords({ exit_status, signal }: Ended): string {
  if (signal !== null) return `ended by ${signal}`;
  return exit_status === null || exit_status === 0 ? '' : `exit status ${exit_status}`;
}
