'use client';

import { useEffect, useMemo, useState } from 'react';
import type { WindowsReading } from '@/components/maintenance/windows-reading';
import { useNow } from '@/components/time/clock';

type Read = (raw: unknown, nowMs: number, isRunning: boolean) => WindowsReading;

const stepMs = 5000;

/** Null until the rules of windows have come: they are loaded only where a maintenance is edited. */
export function useWindowsReading(when: object, isRunning: boolean): WindowsReading | null {
  const [read, setRead] = useState<Read | null>(null);
  const nowMs = useNow(stepMs);
  useEffect(() => {
    let isCurrent = true;
    void import('@/components/maintenance/windows-reading').then((rules) => {
      if (isCurrent) setRead(() => rules.readWindows);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  const text = JSON.stringify(when);
  return useMemo(
    () => (read === null ? null : read(JSON.parse(text), nowMs, isRunning)),
    [read, text, nowMs, isRunning],
  );
}
