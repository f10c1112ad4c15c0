export const maxBacktestDays = 90;
/** So many checks are played back at most in one go: a few seconds of one processor. */
export const maxReplayedChecks = 500_000;
export const maxBacktestMonitors = 200;
