import type { Db } from '@/db/client';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import { everySecond, type LoopOptions } from '@/lib/core/every-second';
import type { Logger } from '@/lib/core/logger';
import { turnMaintenance } from '@/lib/pipeline/turn-maintenance';

export type WatchAlertsDeps = {
  db: Db;
  logger: Logger;
  /** Called after a commit that left deliveries to send. A call that is lost only makes them later. */
  onDeliveries: (count: number) => void;
};

export type WatchAlertsSummary = { looks: number; deliveries: number };

/** Far more than comes due in a second; what is left has its turn in the next. */
const limit = 5000;

/** Once a second: begins and ends maintenance, then tells what has come due of incidents, until it is told to end. */
export async function watchAlerts(deps: WatchAlertsDeps, options: LoopOptions): Promise<WatchAlertsSummary> {
  const { db, logger, onDeliveries } = deps;
  const summary: WatchAlertsSummary = { looks: 0, deliveries: 0 };
  const turning = { logger, failure: 'turning maintenance failed and is tried again' };
  const telling = { logger, failure: 'telling what has come due failed and is tried again' };
  const turn = everySecond(options, turning, async () => {
    await turnMaintenance(db);
  });
  const tell = everySecond(options, telling, async () => {
    const { deliveries } = await escalateIncidents(db, { limit });
    summary.looks += 1;
    summary.deliveries += deliveries;
    if (deliveries > 0) onDeliveries(deliveries);
  });
  await Promise.all([turn, tell]);
  return summary;
}
