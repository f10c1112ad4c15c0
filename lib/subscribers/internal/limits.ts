import type { Ctx } from '@/lib/access/context';
import { type Limit, requireLimit } from '@/lib/access/rate-limit';

/** How much mail others may cause to a mailbox by one page, and by all pages there are. */
export function mailboxLimits(pageId: string, address: string, now: Date): Limit[] {
  const mailbox = mailboxOf(address);
  const [ofPage, ofAll] = [`subscribe:mailbox:${pageId}:${mailbox}`, `subscribe:mailbox:${mailbox}`];
  return [
    { key: `${ofPage}:hour`, limit: 3, windowSeconds: 3600, now },
    { key: `${ofPage}:day`, limit: 10, windowSeconds: 86_400, now },
    { key: `${ofAll}:hour`, limit: 10, windowSeconds: 3600, now },
    { key: `${ofAll}:day`, limit: 30, windowSeconds: 86_400, now },
  ];
}

/** `ada+news@example.com` comes to where `ada@example.com` does, at most providers. */
function mailboxOf(address: string): string {
  return address.replace(/\+[^@]*(?=@[^@]*$)/, '');
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
