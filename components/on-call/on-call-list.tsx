'use client';

import Link from 'next/link';
import { useLive } from '@/components/live/use-live';
import { ShiftTime } from '@/components/on-call/times';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { Coming } from '@/components/time/time';
import { useTimeZone } from '@/components/time/zoned';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { OnCallNowView } from '@/lib/on-call/schema';

type All = { data: OnCallNowView[] };

/** Who is on call in every schedule, until when, and who comes next. */
export function OnCallList({ initial }: { initial: All }) {
  const { data } = useLive<All>('/on-call', { initial, every: 30_000 });
  const schedules = (data ?? initial).data;
  if (schedules.length === 0) return <NoSchedule />;
  return (
    <ul>
      {schedules.map((schedule) => (
        <li
          key={schedule.schedule_id}
          className="relative grid gap-x-6 gap-y-1 border-b border-line py-3 last:border-0 hover:bg-sunken sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)]"
        >
          <Link href={`/on-call/${schedule.schedule_id}`} className="link-row font-medium break-words">
            {schedule.schedule_name}
          </Link>
          <NowWords schedule={schedule} />
          <NextWords schedule={schedule} />
        </li>
      ))}
    </ul>
  );
}

export function NowWords({ schedule: { now, time_zone } }: { schedule: OnCallNowView }) {
  const timeZone = useTimeZone() ?? time_zone;
  if (now === null) return <StateLine state="degraded" words="Nobody is on call" />;
  return (
    <p>
      <span className="font-medium">{now.name}</span>{' '}
      <span className="text-ink-soft">
        {now.ends_at === null ? (
          'with no end in sight'
        ) : (
          <>
            until <ShiftTime at={now.ends_at} timeZone={timeZone} />
          </>
        )}
      </span>
    </p>
  );
}

export function NextWords({ schedule: { next, time_zone } }: { schedule: OnCallNowView }) {
  const timeZone = useTimeZone() ?? time_zone;
  if (next === null) return <p className="text-ink-faint">Nobody comes after within two months</p>;
  return (
    <p className="text-ink-soft">
      Next {next.name}, <ShiftTime at={next.starts_at} timeZone={timeZone} />{' '}
      <span className="text-ink-faint">
        (<Coming at={next.starts_at} />)
      </span>
    </p>
  );
}

function NoSchedule() {
  const mayWrite = useMay('on_call.write');
  return (
    <EmptyState
      title="Nobody takes turns yet"
      action={
        mayWrite && (
          <Button asChild variant="primary">
            <Link href="/on-call/new">New schedule</Link>
          </Button>
        )
      }
    >
      A schedule says whose turn it is to be woken: people in an order, a hand-over every day or week, and
      hours where they matter. A policy then alerts whoever is on call, instead of everybody.
    </EmptyState>
  );
}
