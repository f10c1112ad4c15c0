import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { writeDueReports } from '@/lib/reports/write-due-reports';

/** What it writes is sent within half a second by whoever sends alerts. */
export const writeReportsFunction = inngest.createFunction(
  {
    id: 'write-reports',
    name: 'Write the reports that are due',
    concurrency: 1,
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '*/5 * * * *' }],
  },
  async ({ step }) => step.run('write', () => writeDueReports(runtime().db)),
);
