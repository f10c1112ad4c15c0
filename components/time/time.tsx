'use client';

import { useHydrated, useNow } from '@/components/time/clock';
import { durationWords, relativeWords } from '@/components/time/words';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

function exact(at: Date): string {
  return at.toISOString().replace('T', ' ').replace('Z', ' UTC');
}

const styles = {
  full: { dateStyle: 'medium', timeStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type InstantProps = { at: string; style?: keyof typeof styles; className?: string };

/** An instant in the viewer's own zone (UTC until the browser has taken over), the exact one on hover. */
export function Instant({ at, style = 'minute', className }: InstantProps) {
  const hydrated = useHydrated();
  const date = new Date(at);
  const words = hydrated
    ? new Intl.DateTimeFormat(undefined, styles[style]).format(date)
    : `${utc.format(date)} UTC`;
  return (
    <time dateTime={at} title={exact(date)} className={className}>
      {words}
    </time>
  );
}

/** “3 minutes ago”, kept true while it is looked at. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact(date)} className={className}>
      {relativeWords(date.getTime(), now)}
    </time>
  );
}

/** When something planned comes: its distance, or that it is due. */
export function Coming({ at }: { at: string }) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact(date)}>
      {date.getTime() > now ? relativeWords(date.getTime(), now) : 'is due'}
    </time>
  );
}

/** How long something has lasted since `from`, still counting unless it has ended. */
export function Lasting({ from, to, style }: { from: string; to?: string | null; style?: 'long' | 'short' }) {
  const now = useNow();
  const end = to ? new Date(to).getTime() : now;
  return <>{durationWords((end - new Date(from).getTime()) / 1000, style)}</>;
}
