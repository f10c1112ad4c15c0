'use client';

import { type ReactNode, useState } from 'react';
import { type Bar, barsOf, withGaps } from '@/components/on-call/bars';
import { ShiftTime } from '@/components/on-call/times';
import { StateLine } from '@/components/state/state-mark';
import { useNow } from '@/components/time/clock';
import { durationWords } from '@/components/time/words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { OnCallShiftsView } from '@/lib/on-call/schema';

const shownAtFirst = 12;
const minuteMs = 60_000;

type ShiftListProps = {
  shifts: OnCallShiftsView;
  timeZone: string;
  ownUserId: string;
  /** A button for a shift, where there is one. */
  action: (bar: Bar) => ReactNode;
};

/** The coming shifts in words, with the times at which nobody is on call. */
export function ShiftList({ shifts, timeZone, ownUserId, action }: ShiftListProps) {
  const [isWhole, setWhole] = useState(false);
  const nowMs = useNow(minuteMs);
  const all = withGaps(barsOf(shifts.shifts), Date.parse(shifts.from), Date.parse(shifts.to));
  const bars = all.filter(({ toMs }) => toMs > nowMs);
  const shown = isWhole ? bars : bars.slice(0, shownAtFirst);
  return (
    <>
      <ul>
        {shown.map((bar) => (
          <li
            key={bar.fromMs}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-b border-line py-2 last:border-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_6rem]"
          >
            {bar.userId === null ? (
              <StateLine state="degraded" words="Nobody" />
            ) : (
              <p className="font-medium break-words">
                {bar.name} {bar.userId === ownUserId && <Badge>you</Badge>}{' '}
                {bar.isOverride && <Badge>override</Badge>}
              </p>
            )}
            <p className="text-sm text-ink-soft max-sm:col-start-1">
              <ShiftTime at={new Date(bar.fromMs).toISOString()} timeZone={timeZone} /> –{' '}
              <ShiftTime at={new Date(bar.toMs).toISOString()} timeZone={timeZone} />{' '}
              <span className="whitespace-nowrap text-ink-faint">
                {durationWords((bar.toMs - bar.fromMs) / 1000, 'short')}
              </span>
            </p>
            <div className="text-right max-sm:col-start-2 max-sm:row-span-2 max-sm:row-start-1">
              {action(bar)}
            </div>
          </li>
        ))}
      </ul>
      {bars.length > shown.length && (
        <Button size="sm" className="mt-2" onClick={() => setWhole(true)}>
          Show all {bars.length}
        </Button>
      )}
    </>
  );
}
