import type { Ctx } from '@/lib/access/context';
import { type Limit, requireLimit } from '@/lib/access/rate-limit';

/** How much mail others may cause to a mailbox by one page. */
export function mailboxLimits(pageId: string, address: string, now: Date): Limit[] {
  const key = `subscribe:mailbox:${pageId}:${address}`;
  return [
    { key: `${key}:hour`, limit: 3, windowSeconds: 3600, now },
    { key: `${key}:day`, limit: 10, windowSeconds: 86_400, now },
  ];
}

/** Nobody's mailbox is filled through us, whoever asks. @throws ProductError `rate_limited` */
export async function requireMailboxLimits(ctx: Ctx, pageId: string, address: string): Promise<void> {
  const { db, now } = ctx;
  const key = `subscribe:organization:${ctx.organizationId}`;
  await requireLimit(
    db,
    { key, limit: 1000, windowSeconds: 3600, now },
    'Too many mailboxes were asked. Wait an hour.',
  );
  for (const limit of mailboxLimits(pageId, address, now)) {
    await requireLimit(
      db,
      limit,
      'This mailbox was asked several times by now. Wait an hour, at most a day.',
    );
  }
}
