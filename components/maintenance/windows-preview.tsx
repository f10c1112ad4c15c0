'use client';

import type { WindowsReading } from '@/components/maintenance/windows-reading';
import { useNow } from '@/components/time/clock';
import { durationWords, relativeWords } from '@/components/time/words';
import { zoneWords } from '@/components/time/zones';
import { Skeleton } from '@/components/ui/empty-state';
import type { Window } from '@/lib/maintenance/rules/windows';

const minuteMs = 60_000;

/** When it will take place, as the clocks of the chosen zone show it. */
export function WindowsPreview({ reading, timeZone }: { reading: WindowsReading | null; timeZone: string }) {
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2.5" aria-live="polite">
      {reading === null && <Skeleton className="my-1 h-4 w-48" />}
      {reading?.ok === false && (
        <p className="text-ink-faint">Its next windows are shown here once the times can be read.</p>
      )}
      {reading?.ok && (
        <>
          {reading.words && <p className="mb-1 font-medium">{reading.words}</p>}
          <NextWindows windows={reading.windows} timeZone={timeZone} />
        </>
      )}
    </div>
  );
}

function NextWindows({ windows, timeZone }: { windows: readonly Window[]; timeZone: string }) {
  const nowMs = useNow();
  const day = format(timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const clock = format(timeZone, { hour: '2-digit', minute: '2-digit' });
  return (
    <>
      <p className="text-xs text-ink-faint">
        {windows.length > 1 ? 'Next windows' : 'The window'}, {zoneWords(timeZone)}
      </p>
      <ul className="mt-0.5 text-sm">
        {windows.map(({ startsAtMs, endsAtMs }) => (
          <li key={startsAtMs} className="flex flex-wrap justify-between gap-x-4 py-0.5">
            <span>
              <time dateTime={new Date(startsAtMs).toISOString()}>
                {day.format(startsAtMs)}, {clock.format(startsAtMs)}
              </time>
              {' to '}
              <time dateTime={new Date(endsAtMs).toISOString()}>
                {day.format(startsAtMs) === day.format(endsAtMs) ? '' : `${day.format(endsAtMs)}, `}
                {clock.format(endsAtMs)}
              </time>
            </span>
            <span className="text-ink-faint">
              {durationWords(Math.floor((endsAtMs - startsAtMs) / minuteMs) * 60)},{' '}
              {relativeWords(startsAtMs, nowMs)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
}
