'use client';

import { useHydrated } from '@/components/time/clock';
import { viewerZone } from '@/components/time/zones';

const options = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** An instant as the clocks of a place show it. */
export function ZonedInstant({ at, timeZone }: { at: string; timeZone: string }) {
  return <time dateTime={at}>{useZonedFormat(options, timeZone).format(new Date(at))}</time>;
}

/** In the language of the viewer, once the browser has taken over. */
export function useZonedFormat(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const hydrated = useHydrated();
  return new Intl.DateTimeFormat(hydrated ? undefined : 'en-GB', { ...options, timeZone });
}

/** The zone of the viewer; null until the browser has taken over. */
export function useTimeZone(): string | null {
  const hydrated = useHydrated();
  return hydrated ? viewerZone() : null;
}
