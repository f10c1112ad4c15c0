import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { calendarAddress } from '@/lib/on-call/calendar-address';
import { raiseScheduleFeedVersion } from '@/lib/on-call/queries/schedules';
import { type OnCallCalendarView, onCallScheduleRef } from '@/lib/on-call/schema';

/** A new address for the calendar of a schedule; the old one shows nothing from then on. @throws ProductError `not_found` */
export async function renewOnCallCalendar(ctx: Ctx, raw: unknown): Promise<OnCallCalendarView> {
  authorize(ctx, 'on_call.write');
  refuseProjectKeys(ctx);
  const { id } = parseInput(onCallScheduleRef, raw);
  return await ctx.db.transaction(async (db) => {
    const version = await raiseScheduleFeedVersion(db, ctx.organizationId, id);
    if (version === null) throw notFound('on-call schedule');
    await writeAudit(ctx, db, { action: 'on_call_calendar.renewed', targetId: id });
    return { calendar_url: calendarAddress({ kind: 'schedule', id, version }) };
  });
}
