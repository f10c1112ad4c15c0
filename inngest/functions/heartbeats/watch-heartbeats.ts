import { hostname } from 'node:os';
import { inngest } from '@/inngest/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { isLongLived, runtime } from '@/inngest/runtime';
import { shutdownSignal } from '@/lib/core/shutdown';
import { watchHeartbeats } from '@/lib/pipeline/watch-heartbeats';

/** Long enough for the next tick to have begun its own; where it does not come, a host that stays goes on. */
const ordinaryMs = 58_000;
const bridgeMs = 15 * 60_000;

/** The watch of this process that began last; older ones end after their look. */
let latest: symbol | null = null;

export const watchHeartbeatsFunction = inngest.createFunction(
  {
    id: 'watch-heartbeats',
    name: 'Look every second for heartbeats that are overdue',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('watch', () => {
      const { db, logger, env } = runtime();
      const own = Symbol('watch');
      latest = own;
      const endMs = performance.now() + (isLongLived() ? bridgeMs : ordinaryMs);
      return watchHeartbeats(
        {
          db,
          logger,
          instance: `${hostname()}:${env.workerPort}`,
          onDeliveries: () => nudgeSender(logger),
        },
        { signal: shutdownSignal, shouldEnd: () => latest !== own || performance.now() >= endMs },
      );
    }),
);
