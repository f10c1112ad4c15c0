/** Between two mails, in milliseconds. Begins without any: most ways of sending take what they can. */
export type Pace = { gapMs: number };

export const fullSpeed: Pace = { gapMs: 0 };

const firstGapMs = 100;
const longestGapMs = 4000;

/** Twice as slow where the provider says that it is too much: alerts go the same way, and must find it free. */
export function slower({ gapMs }: Pace): Pace {
  return { gapMs: Math.min(longestGapMs, Math.max(firstGapMs, gapMs * 2)) };
}

/** A little faster with each mail that is taken, so that the limit is found again from below. */
export function faster({ gapMs }: Pace): Pace {
  return { gapMs: gapMs < 5 ? 0 : gapMs * 0.98 };
}
