import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { testDueChannels } from '@/lib/alerting/test-due-channels';

export const testChannelsFunction = inngest.createFunction(
  {
    id: 'test-channels',
    name: 'Test the channels whose week is over',
    concurrency: 1,
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '17 * * * *' }],
  },
  async ({ step }) => step.run('test', () => testDueChannels(runtime().db, new Date())),
);
