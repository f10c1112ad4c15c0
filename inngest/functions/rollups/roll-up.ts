import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { rollUp } from '@/lib/rollups/roll-up';

export const rollUpFunction = inngest.createFunction(
  {
    id: 'roll-up',
    name: 'Sum closed minutes, hours and days of checks',
    concurrency: 1,
    triggers: [{ cron: '* * * * *' }],
  },
  async ({ step }) => step.run('roll-up', () => rollUp(runtime().db)),
);
