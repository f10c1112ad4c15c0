'use client';

import type { ScheduleReading } from '@/components/heartbeats/schedule-reading';
import { useNow } from '@/components/time/clock';
import { relativeWords } from '@/components/time/words';
import { viewerZone, zoneWords } from '@/components/time/zones';
import { Skeleton } from '@/components/ui/empty-state';

/** The schedule in words, and when it next runs: in its own zone, and where the viewer is. */
export function SchedulePreview({ reading }: { reading: ScheduleReading | null }) {
  const timed = reading?.ok && reading.schedule.kind !== 'period' ? reading.schedule : null;
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2.5">
      <p aria-live="polite" className="font-medium">
        {reading === null && <Skeleton className="my-1 h-4 w-48" />}
        {reading?.ok && reading.words}
        {reading?.ok === false && (
          <span className="font-normal text-ink-faint">Its runs are shown here once it can be read.</span>
        )}
      </p>
      {timed && reading?.ok && <NextRuns timeZone={timed.time_zone} runsMs={reading.runsMs} />}
    </div>
  );
}

function NextRuns({ timeZone, runsMs }: { timeZone: string; runsMs: readonly number[] }) {
  const nowMs = useNow();
  const own = viewerZone();
  const isElsewhere = own !== timeZone;
  if (runsMs.length === 0) return <p className="mt-1 text-sm">It does not run within the next ten years.</p>;
  const shown = {
    hasSeconds: runsMs.some((ms) => ms % 60_000 !== 0),
    hasYear: runsMs.some((ms) => new Date(ms).getUTCFullYear() !== new Date(nowMs).getUTCFullYear()),
  };
  const inZone = instants(timeZone, shown);
  const here = instants(own, shown);
  return (
    <table className="mt-2 w-full max-w-xl text-left text-sm">
      <caption className="sr-only">Next runs</caption>
      <thead className="text-xs text-ink-faint">
        <tr>
          <th scope="col" className="pr-4 pb-0.5 font-normal">
            Next runs{isElsewhere && `, ${zoneWords(timeZone)}`}
          </th>
          {isElsewhere && (
            <th scope="col" className="pr-4 pb-0.5 font-normal">
              Your time
            </th>
          )}
          <th scope="col" className="pb-0.5 font-normal max-sm:hidden">
            <span className="sr-only">From now</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runsMs.map((ms) => (
          <tr key={ms} className="align-baseline">
            <td className="py-0.5 pr-4">
              <time dateTime={new Date(ms).toISOString()}>{inZone.format(ms)}</time>
            </td>
            {isElsewhere && <td className="py-0.5 pr-4 text-ink-soft">{here.format(ms)}</td>}
            <td className="py-0.5 text-ink-faint max-sm:hidden">{relativeWords(ms, nowMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Shown = { hasSeconds: boolean; hasYear: boolean };

function instants(timeZone: string, { hasSeconds, hasYear }: Shown): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(hasYear && { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(hasSeconds && { second: '2-digit' }),
  });
}
