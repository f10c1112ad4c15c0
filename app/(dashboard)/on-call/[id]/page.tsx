import type { Metadata } from 'next';
import {
  createOnCallOverrideAction,
  deleteOnCallOverrideAction,
  deleteOnCallScheduleAction,
  renewOnCallCalendarAction,
} from '@/app/(dashboard)/on-call/actions';
import { listPeople } from '@/app/(dashboard)/on-call/list-people';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { SchedulePage } from '@/components/on-call/schedule-page';
import { shiftsTime } from '@/components/on-call/shifts-path';
import { getOnCallNow } from '@/lib/on-call/get-on-call-now';
import { getOnCallSchedule } from '@/lib/on-call/get-on-call-schedule';
import { listOnCallOverrides } from '@/lib/on-call/list-on-call-overrides';
import { listOnCallShifts } from '@/lib/on-call/list-on-call-shifts';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'On-call schedule' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, user } = await requireOrgContext();
  const schedule = await orNotFound(getOnCallSchedule(ctx, await params));
  const schedule_id = schedule.id;
  const [now, shifts, overrides, people] = await Promise.all([
    getOnCallNow(ctx),
    listOnCallShifts(ctx, { schedule_id, ...shiftsTime('2', ctx.now.getTime()) }),
    listOnCallOverrides(ctx, { schedule_id, limit: 100 }),
    listPeople(ctx),
  ]);
  return (
    <SchedulePage
      schedule={{ data: schedule }}
      now={now}
      shifts={{ data: shifts }}
      overrides={overrides}
      people={people}
      ownUserId={user.id}
      actions={{
        remove: deleteOnCallScheduleAction,
        takeOver: createOnCallOverrideAction,
        removeOverride: deleteOnCallOverrideAction,
        renew: renewOnCallCalendarAction,
      }}
    />
  );
}
