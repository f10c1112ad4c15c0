'use client';

import { useHydrated } from '@/components/time/clock';
import { Coming, Instant, Lasting } from '@/components/time/time';
import type { MaintenanceView } from '@/lib/maintenance/schema';

type Times = { starts_at: string; ends_at: string };

const inUtc = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
const inOwnZone = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** From when to when, in the viewer's own zone (UTC until the browser has taken over), and for how long. */
export function WindowTime({ window }: { window: Times }) {
  const hydrated = useHydrated();
  const format = hydrated
    ? new Intl.DateTimeFormat(undefined, inOwnZone)
    : new Intl.DateTimeFormat('en-GB', inUtc);
  return (
    <>
      <time dateTime={window.starts_at}>
        {format.formatRange(new Date(window.starts_at), new Date(window.ends_at))}
        {!hydrated && ' UTC'}
      </time>
      {', '}
      <Lasting from={window.starts_at} to={window.ends_at} style="short" />
    </>
  );
}

/** One line: when it ends, when it begins next, or when it was. */
export function WhenLine({ maintenance }: { maintenance: MaintenanceView }) {
  const { current_window: current, next_window: next, when } = maintenance;
  if (current !== null) {
    return (
      <>
        Until <Instant at={current.ends_at} />, ends <Coming at={current.ends_at} />
      </>
    );
  }
  if (next !== null) {
    return (
      <>
        <WindowTime window={next} />, begins <Coming at={next.starts_at} />
      </>
    );
  }
  return when.kind === 'once' ? <WindowTime window={when} /> : when.schedule_in_words;
}
