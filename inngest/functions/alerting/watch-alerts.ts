import { inngest } from '@/inngest/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { shutdownSignal } from '@/lib/core/shutdown';
import { watchAlerts } from '@/lib/pipeline/watch-alerts';

const takeOver = createTakeOver();

export const watchAlertsFunction = inngest.createFunction(
  {
    id: 'watch-alerts',
    name: 'Tell every second what has come due of incidents, and begin and end maintenance',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('watch', () => {
      const { db, logger } = runtime();
      return watchAlerts(
        { db, logger, onDeliveries: () => nudgeSender(logger) },
        { signal: shutdownSignal, shouldEnd: takeOver() },
      );
    }),
);
