import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { senderDeps } from '@/lib/alerting/sender-deps';

/** Told as soon as something is to be sent. A lost event costs half a second at most: the sweep sees it as well. */
export const sendDeliveriesFunction = inngest.createFunction(
  {
    id: 'send-deliveries',
    name: 'Send what is pending',
    concurrency: 2,
    retries: 2,
    triggers: [{ event: 'delivery/pending' }],
  },
  async ({ step }) =>
    step.run('send', () => {
      const { db, logger } = runtime();
      return sendPendingDeliveries(senderDeps(db, logger));
    }),
);
