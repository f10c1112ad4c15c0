import { isLongLived } from '@/inngest/runtime';

/** Long enough for the next tick to have begun its own; where it does not come, a host that stays goes on. */
const ordinaryMs = 58_000;
const bridgeMs = 15 * 60_000;

/**
 * For a step that starts every minute and goes on until the next one has begun, so that there is no gap. Each call takes
 * over from the one before it in this process; what it gives back says whether to end.
 */
export function createTakeOver(): () => () => boolean {
  let latest: symbol | null = null;
  return () => {
    const own = Symbol('step');
    latest = own;
    const endMs = performance.now() + (isLongLived() ? bridgeMs : ordinaryMs);
    return () => latest !== own || performance.now() >= endMs;
  };
}
