import type { Db } from '@/db/client';
import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import { beatService } from '@/lib/pipeline/beat-service';
import { selectClockMs } from '@/lib/pipeline/internal/beat-queries';
import { DatabaseClock } from '@/lib/pipeline/internal/database-clock';
import { logBeat } from '@/lib/pipeline/internal/log-beat';

type Options = {
  db: Db;
  logger: Logger;
  /** This process, by a name that it has again after a restart. */
  instance: string;
  /** By `monotonicMs`: what was read before is committed, or its sender was told to send it again. */
  lowWatermarkMs: () => number;
  monotonicMs: () => number;
};

const beatEveryMs = 500;

/**
 * Says twice a second up to when every ping is committed, for no heartbeat is called overdue past that. The moment is that
 * of the beat before: what lay in a socket while this process was busy has been read since.
 */
export function keepBeating({ db, logger, instance, lowWatermarkMs, monotonicMs }: Options): {
  stop: () => Promise<void>;
} {
  const clock = new DatabaseClock(monotonicMs);
  let lastTickMs = monotonicMs();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: (() => void) | null = null;
  const beat = async () => {
    const tickMs = monotonicMs();
    const readUntilMs = Math.min(lastTickMs, lowWatermarkMs());
    lastTickMs = tickMs;
    const beatMs = clock.now() - (monotonicMs() - readUntilMs);
    const beaten = await beatService(db, { part: 'receiver', instance, beatMs });
    clock.set(beaten.dbNowMs);
    logBeat(logger, beaten);
  };
  const run = async () => {
    let isClockKnown = false;
    while (!isStopped) {
      try {
        // An answer is late rather than early, so that the clock made of it never runs ahead.
        if (!isClockKnown) clock.set(await selectClockMs(db));
        isClockKnown = true;
        await beat();
      } catch (error) {
        logger.warn({ code: errorCodeOf(error) }, 'the receiver could not say that it is at work');
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, beatEveryMs);
      });
    }
  };
  const running = run();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      wake?.();
      await running;
    },
  };
}
