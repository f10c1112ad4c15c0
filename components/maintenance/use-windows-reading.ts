'use client';

import { useRules } from '@/components/forms/use-rules';
import type { WindowsReading } from '@/components/maintenance/windows-reading';

const stepMs = 5000;

async function load() {
  return (await import('@/components/maintenance/windows-reading')).readWindows;
}

/** Null until the rules of windows have come. */
export function useWindowsReading(when: object, isRunning: boolean): WindowsReading | null {
  return useRules(load, { when, isRunning }, stepMs);
}
