'use client';

import type { ReactNode } from 'react';
import { type Bar, barsOf, initialsOf, midnights, withGaps } from '@/components/on-call/bars';
import { useZonedFormat } from '@/components/time/zoned';
import { cn } from '@/components/ui/cn';
import type { OnCallShiftsView } from '@/lib/on-call/schema';

/** Of the whole line: what a name and what its initials need. */
const leastShare = { name: 0.06, initials: 0.02 };

type TimelineProps = { shifts: OnCallShiftsView; timeZone: string; ownUserId: string };

/** One line per layer, and below them who is on call in the end. The list beside it says the same in words. */
export function Timeline({ shifts, timeZone, ownUserId }: TimelineProps) {
  const [fromMs, toMs] = [Date.parse(shifts.from), Date.parse(shifts.to)];
  const days = midnights(timeZone, fromMs, toMs);
  const isLong = days.length > 15;
  const place = { fromMs, toMs };
  return (
    <div aria-hidden="true" className="relative max-sm:hidden">
      <div className="absolute inset-y-0 right-0 left-28">
        {days.map(({ ms, isMonday }) => (
          <span
            key={ms}
            style={{ left: percent(ms - fromMs, place) }}
            className={cn('absolute inset-y-0 border-l', isMonday ? 'border-line-strong/50' : 'border-line')}
          />
        ))}
      </div>
      <DayNames days={isLong ? days.filter(({ isMonday }) => isMonday) : days} {...{ place, timeZone }} />
      {shifts.layers.length > 1 &&
        shifts.layers.map((layer) => (
          <Line key={layer.layer_id} name={layer.name}>
            {barsOf(layer.shifts).map((bar) => (
              <Stretch key={bar.fromMs} {...{ bar, place }} isOwn={bar.userId === ownUserId} isQuiet />
            ))}
          </Line>
        ))}
      <Line name="On call" isFinal>
        {withGaps(barsOf(shifts.shifts), fromMs, toMs).map((bar) => (
          <Stretch key={bar.fromMs} {...{ bar, place }} isOwn={bar.userId === ownUserId} />
        ))}
      </Line>
    </div>
  );
}

type Place = { fromMs: number; toMs: number };

function percent(ms: number, { fromMs, toMs }: Place): string {
  return `${((ms / (toMs - fromMs)) * 100).toFixed(3)}%`;
}

function DayNames({
  days,
  place,
  timeZone,
}: {
  days: readonly { ms: number }[];
  place: Place;
  timeZone: string;
}) {
  const format = useZonedFormat({ weekday: 'short', day: 'numeric' }, timeZone);
  return (
    <div className="relative ml-28 h-6 overflow-hidden text-xs text-ink-faint">
      {days.map(({ ms }) => (
        <span
          key={ms}
          style={{ left: percent(ms - place.fromMs, place) }}
          className="absolute top-0 pl-1 whitespace-nowrap"
        >
          {format.format(ms)}
        </span>
      ))}
    </div>
  );
}

function Line({ name, isFinal, children }: { name: string; isFinal?: boolean; children: ReactNode }) {
  return (
    <div className={cn('grid grid-cols-[7rem_minmax(0,1fr)] items-center', isFinal && 'mt-1 pt-1')}>
      <span className={cn('truncate pr-3 text-sm', isFinal ? 'font-medium' : 'text-ink-soft')}>{name}</span>
      <div className={cn('relative', isFinal ? 'h-10' : 'h-8')}>{children}</div>
    </div>
  );
}

type StretchProps = { bar: Bar; place: Place; isOwn: boolean; isQuiet?: boolean };

function Stretch({ bar, place, isOwn, isQuiet }: StretchProps) {
  const isGap = bar.userId === null;
  const name = isGap ? 'Nobody' : bar.name;
  const share = (bar.toMs - bar.fromMs) / (place.toMs - place.fromMs);
  const isWide = share > leastShare.name;
  return (
    <span
      style={{
        left: percent(bar.fromMs - place.fromMs, place),
        width: percent(bar.toMs - bar.fromMs, place),
      }}
      title={bar.isOverride ? `${name}, override` : name}
      className="absolute inset-y-0.5 px-px"
    >
      <span
        className={cn(
          'flex h-full items-center overflow-hidden rounded-sm border',
          isWide ? 'px-1.5 text-sm' : 'justify-center text-xs',
          isGap && 'border-dashed border-degraded bg-degraded/10 text-ink-soft',
          !isGap && isOwn && 'border-ink bg-ink text-on-ink',
          !isGap && !isOwn && 'border-line-strong/40 bg-press text-ink',
          bar.isOverride && 'border-2 border-dashed border-line-strong',
          isQuiet && 'opacity-70',
        )}
      >
        {isWide && <span className="truncate">{name}</span>}
        {!isWide && !isGap && share > leastShare.initials && initialsOf(name)}
      </span>
    </span>
  );
}
