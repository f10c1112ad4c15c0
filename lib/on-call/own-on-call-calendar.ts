import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound, ProductError } from '@/lib/core/errors';
import { calendarAddress } from '@/lib/on-call/calendar-address';
import { findMemberFeed, raiseMemberFeedVersion } from '@/lib/on-call/queries/people';
import type { OnCallCalendarView } from '@/lib/on-call/schema';

/** The calendar of whoever asks: their shifts in all schedules of the organization. @throws ProductError `forbidden` */
export async function getOwnOnCallCalendar(ctx: Ctx): Promise<OnCallCalendarView> {
  authorize(ctx, 'on_call.read');
  const feed = await findMemberFeed(ctx.db, ctx.organizationId, ownUserId(ctx));
  if (feed === null) throw notFound('member');
  return { calendar_url: calendarAddress({ kind: 'member', ...feed }) };
}

/** A new address for it; the old one shows nothing from then on. @throws ProductError `forbidden` */
export async function renewOwnOnCallCalendar(ctx: Ctx): Promise<OnCallCalendarView> {
  authorize(ctx, 'on_call.read');
  const userId = ownUserId(ctx);
  return await ctx.db.transaction(async (db) => {
    const feed = await raiseMemberFeedVersion(db, ctx.organizationId, userId);
    if (feed === null) throw notFound('member');
    await writeAudit(ctx, db, { action: 'on_call_calendar.renewed', targetId: feed.id });
    return { calendar_url: calendarAddress({ kind: 'member', ...feed }) };
  });
}

function ownUserId({ actor }: Ctx): string {
  if (actor.kind === 'user') return actor.userId;
  throw new ProductError('forbidden', 'Only a person has a calendar of their own.');
}
