import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { dropOldPartitions } from '@/lib/checks/drop-old-partitions';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';

export const maintainPartitionsFunction = inngest.createFunction(
  {
    id: 'maintain-partitions',
    name: 'Make the days of raw checks ahead, drop the old ones',
    concurrency: 1,
    triggers: [{ cron: '17 * * * *' }, { event: 'stillup/worker.started' }],
  },
  async ({ step }) => {
    const { db, env } = runtime();
    const { made } = await step.run('make', () => ensurePartitions(db));
    const { dropped } = await step.run('drop', () => dropOldPartitions(db, env.retentionRawDays));
    return { made, dropped };
  },
);
