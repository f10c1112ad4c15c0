import type { Db } from '@/db/client';
import type { Logger } from '@/lib/core/logger';
import { beatService } from '@/lib/pipeline/beat-service';
import { errorCodeOf } from '@/lib/pipeline/internal/is-transient';
import { logBeat } from '@/lib/pipeline/internal/log-beat';
import { sweepHeartbeats } from '@/lib/pipeline/sweep-heartbeats';

export type WatchDeps = {
  db: Db;
  logger: Logger;
  /** This process, by a name that it has again after a restart. */
  instance: string;
  /** Called after a commit that left deliveries to send. A call that is lost only makes them later. */
  onDeliveries: (count: number) => void;
};

export type WatchOptions = { signal: AbortSignal; shouldEnd: () => boolean };

export type WatchSummary = { looks: number; down: number };

const lookEveryMs = 1000;

/** Once a second: says that it looks, and looks for heartbeats that are overdue, until it is told to end. */
export async function watchHeartbeats(deps: WatchDeps, options: WatchOptions): Promise<WatchSummary> {
  const summary: WatchSummary = { looks: 0, down: 0 };
  while (!options.signal.aborted && !options.shouldEnd()) {
    const startedMs = performance.now();
    try {
      summary.down += await look(deps);
      summary.looks += 1;
    } catch (error) {
      deps.logger.warn(
        { code: errorCodeOf(error), err: error },
        'looking for overdue heartbeats failed and is tried again',
      );
    }
    await rest(Math.max(50, lookEveryMs - (performance.now() - startedMs)), options.signal);
  }
  return summary;
}

async function look({ db, logger, instance, onDeliveries }: WatchDeps): Promise<number> {
  logBeat(logger, await beatService(db, { part: 'detector', instance, beatMs: null }));
  const { down, deliveries } = await sweepHeartbeats(db);
  if (deliveries > 0) onDeliveries(deliveries);
  return down;
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
