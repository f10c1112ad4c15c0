'use client';

import { Strip } from '@/components/charts/strip';
import { stripWords } from '@/components/charts/strip-cells';
import { LoadError } from '@/components/lists/load-error';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { toDrawnState } from '@/components/state/states';
import { useNow } from '@/components/time/clock';
import { Instant } from '@/components/time/time';
import { Skeleton } from '@/components/ui/empty-state';
import type { SpanView } from '@/lib/spans/schema';

const dayMs = 86_400_000;
const quarterMs = 900_000;

export function SpanStrip({ monitorId }: { monitorId: string }) {
  const now = useNow();
  // Asked for in quarters of an hour, so that the address, and with it the cache, holds for a while.
  const askedTo = Math.ceil(now / quarterMs) * quarterMs;
  const fromMs = askedTo - dayMs;
  const path = queryPath(`/monitors/${monitorId}/spans`, {
    from: new Date(fromMs).toISOString(),
    to: new Date(askedTo).toISOString(),
  });
  const query = useLive<{ data: SpanView[] }>(path);
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-2 h-9 w-full" />;
  const spans = query.data.data.map((span) => ({
    state: toDrawnState(span.state),
    fromMs: new Date(span.started_at).getTime(),
    toMs: span.ended_at ? new Date(span.ended_at).getTime() : now,
  }));
  return (
    <figure className="pt-2">
      <div className="sm:hidden">
        <Strip spans={spans} fromMs={fromMs} toMs={now} count={48} label="Last 24 hours" className="h-8" />
      </div>
      <div className="max-sm:hidden">
        <Strip spans={spans} fromMs={fromMs} toMs={now} count={96} label="Last 24 hours" className="h-8" />
      </div>
      <figcaption className="mt-1.5 flex justify-between gap-4 text-sm text-ink-faint">
        <Instant at={new Date(fromMs).toISOString()} />
        <span className="text-ink-soft first-letter:uppercase max-sm:hidden">
          {stripWords(spans, fromMs, now)}
        </span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
