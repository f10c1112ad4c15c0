'use client';

import Link from 'next/link';
import type { Action } from '@/components/forms/action-result';
import { DeleteButton } from '@/components/forms/delete-button';
import { useLive } from '@/components/live/use-live';
import { CalendarAddress } from '@/components/on-call/calendar-address';
import { ComingShifts } from '@/components/on-call/coming-shifts';
import { NextWords, NowWords } from '@/components/on-call/on-call-list';
import { OverrideList } from '@/components/on-call/override-list';
import { TakeOver } from '@/components/on-call/take-over';
import { useShownZone } from '@/components/on-call/times';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { zoneWords } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { Page } from '@/lib/core/paging';
import type {
  OnCallCalendarView,
  OnCallNowView,
  OnCallOverrideView,
  OnCallPerson,
  OnCallScheduleView,
  OnCallShiftsView,
} from '@/lib/on-call/schema';

type Actions = {
  remove: Action<unknown>;
  takeOver: Action<OnCallOverrideView>;
  removeOverride: Action<unknown>;
  renew: Action<OnCallCalendarView>;
};

type SchedulePageProps = {
  schedule: { data: OnCallScheduleView };
  now: { data: OnCallNowView[] };
  shifts: { data: OnCallShiftsView };
  overrides: Page<OnCallOverrideView>;
  /** The members, who may all take over. */
  people: readonly OnCallPerson[];
  ownUserId: string;
  actions: Actions;
};

export function SchedulePage(props: SchedulePageProps) {
  const { people, ownUserId, actions } = props;
  const path = `/on-call-schedules/${props.schedule.data.id}`;
  const schedule = (
    useLive<{ data: OnCallScheduleView }>(path, { initial: props.schedule, every: 60_000 }).data ??
    props.schedule
  ).data;
  const all = useLive<{ data: OnCallNowView[] }>('/on-call', { initial: props.now, every: 30_000 }).data;
  const now = (all ?? props.now).data.find((each) => each.schedule_id === schedule.id);
  const mayWrite = useMay('on_call.write');
  const { timeZone, choice } = useShownZone(schedule.time_zone);
  const takeOver = { scheduleId: schedule.id, people, ownUserId, create: actions.takeOver };
  const endsAt = now?.now?.ends_at ?? null;
  return (
    <>
      <PageHeader
        title={schedule.name}
        back={{ href: '/on-call', name: 'On-call' }}
        actions={
          mayWrite && (
            <>
              <TakeOver
                {...takeOver}
                kind="take"
                fromMs={null}
                toMs={endsAt === null ? null : Date.parse(endsAt)}
                trigger={<Button variant="primary">Take over</Button>}
              />
              <Button asChild>
                <Link href={`/on-call/${schedule.id}/edit`}>Edit</Link>
              </Button>
              <DeleteButton
                noun="schedule"
                name={schedule.name}
                consequence="Its overrides go with it, and its calendar ends. A schedule that a policy alerts cannot be deleted."
                remove={() => actions.remove({ id: schedule.id })}
                back="/on-call"
              />
            </>
          )
        }
      >
        Hand-overs follow the clocks of {zoneWords(schedule.time_zone)}.
      </PageHeader>
      {now && (
        <div className="mb-8 space-y-1 text-lg" aria-live="polite">
          <NowWords schedule={now} />
          <NextWords schedule={now} />
        </div>
      )}
      <div className="space-y-10">
        <ComingShifts schedule={schedule} initial={props.shifts} {...{ timeZone, choice, takeOver }} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 lg:grid-cols-2">
          <Panel title="Overrides">
            <OverrideList
              scheduleId={schedule.id}
              initial={props.overrides}
              timeZone={timeZone}
              remove={actions.removeOverride}
            />
          </Panel>
          <Panel title="Calendar">
            <CalendarAddress
              key={schedule.calendar_url}
              url={schedule.calendar_url}
              hint="Everybody’s shifts of this schedule, the last month and the next half year."
              renew={mayWrite ? () => actions.renew({ id: schedule.id }) : undefined}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}
