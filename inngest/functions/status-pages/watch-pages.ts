import { inngest } from '@/inngest/client';
import { makePage } from '@/inngest/functions/status-pages/make-page';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { shutdownSignal } from '@/lib/core/shutdown';
import { watchPages } from '@/lib/snapshots/watch-pages';

const takeOver = createTakeOver();

export const watchPagesFunction = inngest.createFunction(
  {
    id: 'watch-pages',
    name: 'Make every second the status pages that have changed',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('watch', () => {
      const { db, logger } = runtime();
      const deps = { db, logger, makePage, monotonicMs: () => performance.now() };
      return watchPages(deps, { signal: shutdownSignal, shouldEnd: takeOver() });
    }),
);
