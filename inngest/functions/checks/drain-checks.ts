import { inngest } from '@/inngest/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { isLongLived, runtime } from '@/inngest/runtime';
import { shutdownSignal } from '@/lib/core/shutdown';
import { drainChecks } from '@/lib/pipeline/drain-checks';

/** Long enough for the next tick to have begun its own; where it does not come, a host that stays goes on. */
const ordinaryMs = 58_000;
const bridgeMs = 15 * 60_000;

/** The drain of this process that began last; older ones end when their checks are done. */
let latest: symbol | null = null;

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
      const own = Symbol('drain');
      latest = own;
      const startedMs = performance.now();
      const maxMs = isLongLived() ? bridgeMs : ordinaryMs;
      return drainChecks(
        { db, logger, io: probeIo, onDeliveries: () => nudgeSender(logger) },
        {
          region: env.region,
          signal: shutdownSignal,
          shouldEnd: () => latest !== own || performance.now() - startedMs >= maxMs,
        },
      );
    }),
);
