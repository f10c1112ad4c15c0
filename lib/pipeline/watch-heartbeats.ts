import type { Db } from '@/db/client';
import { everySecond, type LoopOptions } from '@/lib/core/every-second';
import type { Logger } from '@/lib/core/logger';
import { beatService } from '@/lib/pipeline/beat-service';
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

export type WatchSummary = { looks: number; down: number };

/** Once a second: says that it looks, and looks for heartbeats that are overdue, until it is told to end. */
export async function watchHeartbeats(deps: WatchDeps, options: LoopOptions): Promise<WatchSummary> {
  const summary: WatchSummary = { looks: 0, down: 0 };
  const failure = 'looking for overdue heartbeats failed and is tried again';
  await everySecond(options, { logger: deps.logger, failure }, async () => {
    summary.down += await look(deps);
    summary.looks += 1;
  });
  return summary;
}

async function look({ db, logger, instance, onDeliveries }: WatchDeps): Promise<number> {
  logBeat(logger, await beatService(db, { part: 'detector', instance, beatMs: null }));
  const { down, deliveries } = await sweepHeartbeats(db);
  if (deliveries > 0) onDeliveries(deliveries);
  return down;
}
