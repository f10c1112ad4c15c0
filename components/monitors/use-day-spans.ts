'use client';

import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { useNow } from '@/components/time/clock';
import type { SpanView } from '@/lib/spans/schema';

const dayMs = 86_400_000;
const quarterMs = 900_000;
const drawMs = 10_000;

/**
 * The last day of a monitor. Asked for in quarters of an hour, so that the address, and with it the cache, holds for
 * a while; what shows it draws up to the last ten seconds.
 */
export function useDaySpans(monitorId: string, every?: number) {
  const nowMs = useNow(drawMs);
  const toMs = Math.ceil(nowMs / quarterMs) * quarterMs;
  const fromMs = toMs - dayMs;
  const path = queryPath(`/monitors/${monitorId}/spans`, {
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });
  const query = useLive<{ data: SpanView[] }>(path, every === undefined ? {} : { every });
  return { query, fromMs, nowMs };
}
