const weekMs = 7 * 24 * 60 * 60 * 1000;

/** A week from now: whoever has just asked for it has most probably just tested it. */
export function nextSelfTest(now: Date): Date {
  return new Date(now.getTime() + weekMs);
}
