import { hostname } from 'node:os';
import { inngest } from '@/inngest/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { shutdownSignal } from '@/lib/core/shutdown';
import { watchHeartbeats } from '@/lib/pipeline/watch-heartbeats';

const takeOver = createTakeOver();

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
      return watchHeartbeats(
        {
          db,
          logger,
          instance: `${hostname()}:${env.workerPort}`,
          onDeliveries: () => nudgeSender(logger),
        },
        { signal: shutdownSignal, shouldEnd: takeOver() },
      );
    }),
);
