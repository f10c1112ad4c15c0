import { inngest } from '@/inngest/client';
import { pageMaker } from '@/inngest/functions/status-pages/make-page';
import { PageRenderer } from '@/inngest/functions/status-pages/page-renderer';
import { runtime } from '@/inngest/runtime';
import { createTakeOver } from '@/inngest/take-over';
import { shutdownSignal } from '@/lib/core/shutdown';
import { watchPages } from '@/lib/snapshots/watch-pages';

const takeOver = createTakeOver();
/** One for the whole process: its thread outlives a watch, and is at rest between two pages. */
const renderer = new PageRenderer();

export const watchPagesFunction = inngest.createFunction(
  {
    id: 'watch-pages',
    name: 'Make every second the status pages that have changed',
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) =>
    step.run('watch', async () => {
      const { db, logger } = runtime();
      const deps = { db, logger, makePage: pageMaker(renderer), monotonicMs: () => performance.now() };
      try {
        return await watchPages(deps, { signal: shutdownSignal, shouldEnd: takeOver() });
      } finally {
        if (shutdownSignal.aborted) await renderer.close();
      }
    }),
);
