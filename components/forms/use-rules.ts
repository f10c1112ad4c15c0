'use client';

import { useEffect, useMemo, useState } from 'react';
import { useNow } from '@/components/time/clock';

type Read<Raw, T> = (raw: Raw, nowMs: number) => T;

/**
 * What the rules of the server say of `raw` as it is typed, anew every `stepMs`. Null until they have come: they are
 * loaded only where something is edited. `load` never changes.
 */
export function useRules<Raw, T>(load: () => Promise<Read<Raw, T>>, raw: Raw, stepMs: number): T | null {
  const [read, setRead] = useState<Read<Raw, T> | null>(null);
  const nowMs = useNow(stepMs);
  useEffect(() => {
    let isCurrent = true;
    void load().then((rules) => {
      if (isCurrent) setRead(() => rules);
    });
    return () => {
      isCurrent = false;
    };
  }, [load]);
  const text = JSON.stringify(raw);
  return useMemo(() => (read === null ? null : read(JSON.parse(text), nowMs)), [read, text, nowMs]);
}
