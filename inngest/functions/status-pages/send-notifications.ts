import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { shutdownSignal } from '@/lib/core/shutdown';
import { notifierDeps } from '@/lib/subscribers/notifier-deps';
import { drainPageNotifications } from '@/lib/subscribers/send-page-notifications';

const takeOver = createTakeOver();

/** Apart from alerts, which wait for nobody: ten thousand mails to customers are no reason to hear late of an outage. */
export const sendNotificationsFunction = inngest.createFunction(
  {
    id: 'send-notifications',
    name: 'Tell subscribers what status pages say',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('send', () => {
      const { db, logger } = runtime();
      return drainPageNotifications(notifierDeps(db, logger), {
        signal: shutdownSignal,
        shouldEnd: takeOver(),
      });
    }),
);
