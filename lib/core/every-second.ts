import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';

const everyMs = 1000;

export type LoopOptions = { signal: AbortSignal; shouldEnd: () => boolean };

/** Once a second, until it is told to end. What fails is logged as `failure` and tried again: the database has the truth. */
export async function everySecond(
  { signal, shouldEnd }: LoopOptions,
  { logger, failure }: { logger: Logger; failure: string },
  look: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted && !shouldEnd()) {
    const startedMs = performance.now();
    try {
      await look();
    } catch (error) {
      logger.warn({ code: errorCodeOf(error), err: error }, failure);
    }
    await rest(Math.max(50, everyMs - (performance.now() - startedMs)), signal);
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
}
