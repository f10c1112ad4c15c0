import type { Logger } from '@/lib/core/logger';

const maxClockPauseMs = 1_000;

/** Looks at the instant that the last look named, and at least every second, for the clock may step. */
export function startClock(
  fire: () => Promise<number | null>,
  now: () => Date,
  logger: Logger,
): { stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const look = async () => {
    let nextMs: number | null = null;
    try {
      nextMs = await fire();
    } catch (error) {
      if (!isStopped) logger.warn({ err: error }, 'schedules could not be read');
    }
    if (isStopped) return;
    const pauseMs = nextMs === null ? maxClockPauseMs : nextMs - now().getTime();
    timer = setTimeout(look, Math.min(maxClockPauseMs, Math.max(10, pauseMs)));
  };
  void look();
  return {
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
