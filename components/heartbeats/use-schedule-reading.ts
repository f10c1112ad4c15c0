'use client';

import { useEffect, useMemo, useState } from 'react';
import type { ScheduleReading } from '@/components/heartbeats/schedule-reading';
import { useNow } from '@/components/time/clock';

type Read = (raw: unknown, nowMs: number) => ScheduleReading;

const stepMs = 5000;

/** Null until the rules of schedules have come: they are loaded only where a schedule is edited. */
export function useScheduleReading(raw: object): ScheduleReading | null {
  const [read, setRead] = useState<Read | null>(null);
  const nowMs = useNow(stepMs);
  useEffect(() => {
    let isCurrent = true;
    void import('@/components/heartbeats/schedule-reading').then((rules) => {
      if (isCurrent) setRead(() => rules.readSchedule);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  const text = JSON.stringify(raw);
  return useMemo(() => (read === null ? null : read(JSON.parse(text), nowMs)), [read, text, nowMs]);
}
