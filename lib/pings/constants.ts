/**
 * What became of a run. `late`: it came after its grace. `missed`: none came. `awaited`: it is due and within its grace.
 * `overrun`: it took too long, or began and never ended. `unplanned`: no time of the schedule was meant by it.
 * `unwatched`: none came at a time at which the monitor was paused or Stillup itself was away.
 */
export const runOutcomes = [
  'ok',
  'late',
  'failed',
  'overrun',
  'running',
  'unplanned',
  'missed',
  'awaited',
  'unwatched',
] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export const pingBodyEncodings = ['utf8', 'base64'] as const;
