import { inngest } from '@/inngest/client';
import { isLongLived, runtime } from '@/inngest/runtime';
import { drainDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { senderDeps } from '@/lib/alerting/sender-deps';
import { shutdownSignal } from '@/lib/core/shutdown';

/** Long enough for the next tick to have begun its own; where it does not come, a host that stays goes on. */
const ordinaryMs = 58_000;
const bridgeMs = 15 * 60_000;

/** The sweep of this process that began last; older ones end when what they send is sent. */
let latest: symbol | null = null;

/** Retries at their time, deliveries whose sender died, and what no event announced. */
export const sweepDeliveriesFunction = inngest.createFunction(
  {
    id: 'sweep-deliveries',
    name: 'Send retries and what was left behind',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('sweep', () => {
      const { db, logger } = runtime();
      const own = Symbol('sweep');
      latest = own;
      const endMs = performance.now() + (isLongLived() ? bridgeMs : ordinaryMs);
      return drainDeliveries(senderDeps(db, logger), {
        signal: shutdownSignal,
        shouldEnd: () => latest !== own || performance.now() >= endMs,
      });
    }),
);
