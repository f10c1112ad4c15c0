'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { listenForEvents } from '@/components/live/event-stream';

const quietMs = 1000;

/** Many checks a second must not become many requests a second: the first event at once, then one a second. */
function throttle(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = 0;
  return () => {
    if (timer !== undefined) return;
    const waitMs = Math.max(0, lastMs + quietMs - Date.now());
    timer = setTimeout(() => {
      timer = undefined;
      lastMs = Date.now();
      run();
    }, waitMs);
  };
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { gcTime: 300_000 } } }));
  useEffect(
    () => listenForEvents(throttle(() => void client.invalidateQueries({ queryKey: ['live'] }))),
    [client],
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
