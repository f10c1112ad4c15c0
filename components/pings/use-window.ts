'use client';

import { useNow } from '@/components/time/clock';

const dayMs = 86_400_000;

/**
 * The last `days` days. Asked for up to a round instant ahead, so that the address, and with it the cache, holds for a
 * while; what shows it draws up to now.
 */
export function useWindow(days: number) {
  const nowMs = useNow(10_000);
  const stepMs = days === 1 ? 900_000 : 3_600_000;
  const untilMs = Math.ceil(nowMs / stepMs) * stepMs;
  const fromMs = untilMs - days * dayMs;
  return {
    fromMs,
    nowMs,
    query: { from: new Date(fromMs).toISOString(), to: new Date(untilMs).toISOString() },
  };
}
