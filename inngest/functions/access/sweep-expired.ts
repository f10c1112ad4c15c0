import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { sweepExpired } from '@/lib/access/sweep-expired';
import { sweepNotifications } from '@/lib/subscribers/sweep-notifications';
import { sweepSubscribers } from '@/lib/subscribers/sweep-subscribers';
import { forgetIdempotencyKeys } from '@/lib/web/idempotency';

export const sweepExpiredFunction = inngest.createFunction(
  {
    id: 'sweep-expired',
    name: 'Take away expired sessions, tokens, limits, idempotency keys, unconfirmed subscribers and old notifications',
    concurrency: 1,
    triggers: [{ cron: '41 * * * *' }],
  },
  async ({ step }) => {
    const { db, env } = runtime();
    const swept = await step.run('access', () => sweepExpired(db, new Date()));
    const idempotencyKeys = await step.run('idempotency', () => forgetIdempotencyKeys(db, new Date()));
    const subscribers = await step.run('subscribers', () => sweepSubscribers(db, new Date()));
    const notifications = await step.run('notifications', () =>
      sweepNotifications(db, new Date(), env.retentionRawDays),
    );
    return { ...swept, idempotencyKeys, subscribers, notifications };
  },
);
