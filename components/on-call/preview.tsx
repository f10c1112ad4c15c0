'use client';

import { useRules } from '@/components/forms/use-rules';
import { ShiftTime } from '@/components/on-call/times';
import { durationWords } from '@/components/time/words';
import { zoneWords } from '@/components/time/zones';
import { Skeleton } from '@/components/ui/empty-state';
import type { OnCallPerson } from '@/lib/on-call/schema';

const stepMs = 60_000;
const shown = 8;

async function load() {
  return (await import('@/components/on-call/preview-reading')).readPreview;
}

/** What the schedule would mean, while it is typed. */
export function Preview({ raw, people }: { raw: object; people: readonly OnCallPerson[] }) {
  const reading = useRules(load, raw, stepMs);
  if (reading === null) return <Skeleton className="my-1 h-24 w-full" />;
  if (!reading.ok) {
    return <p className="text-ink-faint">The coming shifts are shown here once the schedule can be read.</p>;
  }
  const { shifts, timeZone, freeMs } = reading;
  return (
    <div className="space-y-2" aria-live="polite">
      <p className="text-sm text-ink-soft">
        {freeMs > 0
          ? `Within four weeks nobody is on call for ${durationWords(freeMs / 1000)}.`
          : 'Somebody is on call at every moment of the coming four weeks.'}{' '}
        Times of {zoneWords(timeZone)}.
      </p>
      <ol>
        {shifts.slice(0, shown).map(({ userId, fromMs, toMs }) => (
          <li
            key={fromMs}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-1.5 last:border-0"
          >
            <span className="font-medium">
              {people.find((person) => person.user_id === userId)?.name ?? 'Former member'}
            </span>
            <span className="text-sm text-ink-soft">
              <ShiftTime at={new Date(fromMs).toISOString()} timeZone={timeZone} /> –{' '}
              <ShiftTime at={new Date(toMs).toISOString()} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
