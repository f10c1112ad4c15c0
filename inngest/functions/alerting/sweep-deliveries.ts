import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { drainDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { senderDeps } from '@/lib/alerting/sender-deps';
import { shutdownSignal } from '@/lib/core/shutdown';

const takeOver = createTakeOver();

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
      return drainDeliveries(senderDeps(db, logger), {
        signal: shutdownSignal,
        shouldEnd: takeOver(),
      });
    }),
);
