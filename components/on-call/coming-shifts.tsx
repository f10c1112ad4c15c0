'use client';

import { type ReactNode, useState } from 'react';
import { LoadError } from '@/components/lists/load-error';
import { useLive } from '@/components/live/use-live';
import type { Bar } from '@/components/on-call/bars';
import { ShiftList } from '@/components/on-call/shift-list';
import { shiftsPath, type Weeks } from '@/components/on-call/shifts-path';
import { TakeOver, type TakeOverProps } from '@/components/on-call/take-over';
import { Timeline } from '@/components/on-call/timeline';
import { useMay } from '@/components/shell/shell-context';
import { useNow } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { OnCallScheduleView, OnCallShiftsView } from '@/lib/on-call/schema';

type Common = Omit<TakeOverProps, 'fromMs' | 'toMs' | 'trigger' | 'kind'>;

function ChangeShift({ bar, takeOver }: { bar: Bar; takeOver: Common }) {
  const isOwn = bar.userId === takeOver.ownUserId;
  if (isOwn && takeOver.people.length < 2) return null;
  return (
    <TakeOver
      {...takeOver}
      kind={isOwn ? 'hand' : 'take'}
      fromMs={bar.fromMs}
      toMs={bar.toMs}
      trigger={
        <Button size="sm" variant="ghost">
          {isOwn ? 'Hand over' : 'Take over'}
          <span className="sr-only">{bar.name === '' ? ' this time' : ` the turn of ${bar.name}`}</span>
        </Button>
      }
    />
  );
}

type ShiftsProps = {
  schedule: OnCallScheduleView;
  initial: { data: OnCallShiftsView };
  timeZone: string;
  choice: ReactNode;
  takeOver: Common;
};

/** Drawn and in words, two or four weeks ahead. */
export function ComingShifts({ schedule, initial, timeZone, choice, takeOver }: ShiftsProps) {
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
            action={(bar) => mayWrite && <ChangeShift bar={bar} takeOver={takeOver} />}
          />
        </div>
      )}
    </Panel>
  );
}
