/** The clock of checks, in milliseconds since the epoch. A slot is an instant at which a check is due. */

const maxToleranceMs = 5 * 60_000;
/** A lease lasts for the time-out, which bounds a check with its retry, and this for queueing and writing. */
export const leaseMarginMs = 15_000;

/** FNV-1a over the hex digits, mod the interval: thousands of monitors do not fire in one second. */
export function phaseMs(monitorUuid: string, intervalMs: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < monitorUuid.length; index += 1) {
    hash = Math.imul(hash ^ monitorUuid.charCodeAt(index), 0x01000193);
  }
  // FNV's low bits are even enough, its high bits are not: mix them before taking the remainder.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) % intervalMs;
}

/** The first slot strictly after `nowMs`. Slots hang on the epoch, so nothing drifts; missed ones are skipped. */
export function nextSlotMs(nowMs: number, intervalMs: number, phase: number): number {
  return (Math.floor((nowMs - phase) / intervalMs) + 1) * intervalMs + phase;
}

/** How late a check may start before the time since the last one counts as not watched. */
export function toleranceMs(intervalMs: number): number {
  return Math.min(maxToleranceMs, Math.max(15_000, Math.round(intervalMs / 10)));
}
