import type { HeartbeatState, HeartbeatStatus } from '@/lib/heartbeats/constants';

type Facts = { status: HeartbeatStatus; expectedMs: number | null; runs: readonly unknown[] };

/** What a person sees at `nowMs` of what is stored. */
export function heartbeatState({ status, expectedMs, runs }: Facts, nowMs: number): HeartbeatState {
  if (status === 'down' || status === 'paused') return status;
  if (runs.length > 0) return 'running';
  if (status !== 'up') return status;
  return expectedMs !== null && expectedMs <= nowMs ? 'late' : 'up';
}
