'use client';

import { Coming, Instant } from '@/components/time/time';
import type { NextAlertView } from '@/lib/alerting/schema';

/** What comes unless somebody acknowledges, or why nobody is told yet. Nothing where nothing is to come. */
export function NextAlert({ next }: { next: NextAlertView }) {
  if (next.kind === null) return null;
  return (
    <div className="mb-4 border-l-2 border-line-strong pl-3 text-ink-soft" aria-live="polite">
      {next.held_detail === null ? <Planned next={next} /> : <Held next={next} />}
    </div>
  );
}

const heldWords: Record<NonNullable<NextAlertView['kind']>, string> = {
  opened: 'Nobody is told yet.',
  escalated: 'The next step waits.',
  reminder: 'The next reminder waits.',
  resolved: 'That it is over is not told yet.',
};

function Held({ next }: { next: NextAlertView }) {
  return (
    <p>
      {next.kind !== null && <span className="font-medium text-ink">{heldWords[next.kind]}</span>}{' '}
      {next.held_detail}
    </p>
  );
}

function Planned({ next }: { next: NextAlertView }) {
  if (next.at === null) return null;
  return (
    <p>
      <span className="font-medium text-ink">Next: </span>
      {whatWords(next)} <Coming at={next.at} /> (<Instant at={next.at} style="full" />)
      {next.kind !== 'opened' && ', unless somebody acknowledges'}.
    </p>
  );
}

function whatWords({ kind, step, targets }: NextAlertView): string {
  if (kind === 'reminder') return `reminder ${step} to everybody named so far`;
  const what = kind === 'opened' ? 'the alert' : `step ${step}`;
  return targets === null ? what : `${what} to ${targets}`;
}
