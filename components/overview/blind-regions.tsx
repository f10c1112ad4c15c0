'use client';

import { useLive } from '@/components/live/use-live';
import { StateMark } from '@/components/state/state-mark';
import { Instant } from '@/components/time/time';
import type { RegionView } from '@/lib/regions/schema';

/** Where a prober reaches nothing at all, nothing it sees fail means anything, and that must be known. */
export function BlindRegions({ initial }: { initial: { data: RegionView[] } }) {
  const { data } = useLive<{ data: RegionView[] }>('/regions', { initial });
  const blind = (data ?? initial).data.filter(({ blind_since }) => blind_since !== null);
  if (blind.length === 0) return null;
  return (
    <ul className="mb-8 space-y-2" role="status">
      {blind.map(({ code, blind_since }) => (
        <li key={code} className="flex items-start gap-2.5 rounded-md border border-degraded px-3 py-2.5">
          <StateMark state="unknown" label={false} size={14} className="mt-0.5" />
          <p>
            The prober of region {code} has lost its own network since{' '}
            {blind_since !== null && <Instant at={blind_since} style="full" />}. What it sees fail says
            nothing of the targets, so it counts as not monitored and nobody is alerted. Check the connection
            of its machine.
          </p>
        </li>
      ))}
    </ul>
  );
}
