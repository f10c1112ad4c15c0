import { inngest } from '@/inngest/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { shutdownSignal } from '@/lib/core/shutdown';
import { drainChecks } from '@/lib/pipeline/drain-checks';
import { productLookout } from '@/lib/pipeline/product-lookout';

const takeOver = createTakeOver();

export const drainChecksFunction = inngest.createFunction(
  {
    id: 'drain-checks',
    name: 'Run the checks that are due',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('drain', () => {
      const { db, logger, probeIo, env } = runtime();
      return drainChecks(
        {
          db,
          logger,
          io: probeIo,
          lookout: productLookout(db, logger),
          onDeliveries: () => nudgeSender(logger),
        },
        {
          region: env.region,
          signal: shutdownSignal,
          shouldEnd: takeOver(),
        },
      );
    }),
);
