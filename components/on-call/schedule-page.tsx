'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { LoadError } from '@/components/lists/load-error';
import { useLive } from '@/components/live/use-live';
import { CalendarAddress } from '@/components/on-call/calendar-address';
import { NextWords, NowWords } from '@/components/on-call/on-call-list';
import { OverrideList } from '@/components/on-call/override-list';
import { ShiftList } from '@/components/on-call/shift-list';
import { shiftsPath, type Weeks } from '@/components/on-call/shifts-path';
import { TakeOver } from '@/components/on-call/take-over';
import { Timeline } from '@/components/on-call/timeline';
import { useShownZone, zoneWords } from '@/components/on-call/times';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { useNow } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
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
                fromMs={null}
                toMs={endsAt === null ? null : Date.parse(endsAt)}
                trigger={<Button variant="primary">Take over</Button>}
              />
              <Button asChild>
                <Link href={`/on-call/${schedule.id}/edit`}>Edit</Link>
              </Button>
              <Remove schedule={schedule} remove={actions.remove} />
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
        <Shifts schedule={schedule} initial={props.shifts} {...{ timeZone, choice, takeOver }} />
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

type ShiftsProps = {
  schedule: OnCallScheduleView;
  initial: { data: OnCallShiftsView };
  timeZone: string;
  choice: ReactNode;
  takeOver: Omit<Parameters<typeof TakeOver>[0], 'fromMs' | 'toMs' | 'trigger'>;
};

function Shifts({ schedule, initial, timeZone, choice, takeOver }: ShiftsProps) {
  const mayWrite = useMay('on_call.write');
  const [weeks, setWeeks] = useState<Weeks>('2');
  const path = shiftsPath(schedule.id, weeks, useNow(3_600_000));
  const [firstPath] = useState(path);
  const { data, error, refetch } = useLive<{ data: OnCallShiftsView }>(path, {
    initial: path === firstPath ? initial : undefined,
    every: 60_000,
  });
  const { ownUserId } = takeOver;
  return (
    <Panel
      title="Coming shifts"
      action={
        <div className="flex flex-wrap gap-2">
          {choice}
          <Segmented
            label="How far ahead"
            value={weeks}
            onChange={setWeeks}
            options={[
              { value: '2', label: '2 weeks' },
              { value: '4', label: '4 weeks' },
            ]}
          />
        </div>
      }
    >
      {data === undefined && error && <LoadError error={error} retry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton className="my-2 h-24 w-full" />}
      {data && (
        <div className="space-y-6 pt-1">
          <Timeline shifts={data.data} timeZone={timeZone} ownUserId={ownUserId} />
          <ShiftList
            shifts={data.data}
            timeZone={timeZone}
            ownUserId={ownUserId}
            action={(bar) =>
              mayWrite &&
              bar.userId !== ownUserId && (
                <TakeOver
                  {...takeOver}
                  fromMs={bar.fromMs}
                  toMs={bar.toMs}
                  trigger={
                    <Button size="sm" variant="ghost">
                      Take over
                      <span className="sr-only">{bar.name === '' ? ' this time' : ` from ${bar.name}`}</span>
                    </Button>
                  }
                />
              )
            }
          />
        </div>
      )}
    </Panel>
  );
}

function Remove({ schedule, remove }: { schedule: OnCallScheduleView; remove: Action<unknown> }) {
  const router = useRouter();
  const { run } = useCommand();
  const act = async () => {
    const result = await run('remove', () => remove({ id: schedule.id }), `Deleted ${schedule.name}.`);
    if (result.ok) router.push('/on-call');
  };
  return (
    <ConfirmDialog
      title={`Delete ${schedule.name}?`}
      description="Its overrides go with it, and its calendar ends. A schedule that a policy alerts cannot be deleted."
      confirm="Delete schedule"
      onConfirm={act}
      trigger={<Button variant="danger-quiet">Delete</Button>}
    />
  );
}
