/** How often in a row a child has ended too early. */
export type Crashes = { failures: number };

const healthyMs = 60_000;
const firstDelayMs = 500;
const longestDelayMs = 30_000;

/** A child that ran for a minute was healthy, and its next restart is quick again. Each further early end doubles the wait. */
export function afterExit(crashes: Crashes, ranMs: number): Crashes & { delayMs: number } {
  const failures = ranMs >= healthyMs ? 1 : crashes.failures + 1;
  return { failures, delayMs: Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 20)) };
}
