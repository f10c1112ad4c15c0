'use client';

import { useSyncExternalStore } from 'react';
import { currentFreshness, serverFreshness, subscribeFreshness } from '@/components/live/freshness';
import { StateMark } from '@/components/state/state-mark';
import { useNow } from '@/components/time/clock';
import { durationWords } from '@/components/time/words';

const oldAfterMs = 20_000;

/** Silent while the page is fresh; says its age as soon as it is old. */
export function LiveStatus() {
  const now = useNow();
  const { answeredAtMs, isFailing } = useSyncExternalStore(
    subscribeFreshness,
    currentFreshness,
    serverFreshness,
  );
  const ageMs = answeredAtMs === null ? 0 : now - answeredAtMs;
  const isOld = isFailing || ageMs > oldAfterMs;
  return (
    <div role="status" className="text-sm whitespace-nowrap text-ink-soft">
      {isOld && (
        <span className="inline-flex items-center gap-1.5">
          <StateMark state="degraded" label={false} />
          {/* Said once; the age that counts on is for the eye. */}
          <span className="sr-only">The server is not reached. What you see is not up to date.</span>
          <span aria-hidden="true">
            {answeredAtMs === null ? 'Server not reached' : `${durationWords(ageMs / 1000, 'short')} old`}
          </span>
        </span>
      )}
    </div>
  );
}
