'use client';

import { useHydrated } from '@/components/time/clock';

const options = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** An instant as the clocks of a place show it. */
export function ZonedInstant({ at, timeZone }: { at: string; timeZone: string }) {
  const hydrated = useHydrated();
  const locale = hydrated ? undefined : 'en-GB';
  return (
    <time dateTime={at}>
      {new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(at))}
    </time>
  );
}

/** The zone of the viewer; null until the browser has taken over. */
export function useTimeZone(): string | null {
  const hydrated = useHydrated();
  return hydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : null;
}
