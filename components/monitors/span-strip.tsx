'use client';

import { Strip } from '@/components/charts/strip';
import { stripWords } from '@/components/charts/strip-cells';
import { LoadError } from '@/components/lists/load-error';
import { toStripSpan } from '@/components/monitors/strip-span';
import { useDaySpans } from '@/components/monitors/use-day-spans';
import { Instant } from '@/components/time/time';
import { Skeleton } from '@/components/ui/empty-state';

export function SpanStrip({ monitorId }: { monitorId: string }) {
  const { query, fromMs, nowMs: now } = useDaySpans(monitorId);
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-2 h-9 w-full" />;
  const spans = query.data.data.map((span) => toStripSpan(span, now));
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
