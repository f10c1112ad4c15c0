'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { listenForChanges } from '@/components/live/event-stream';
import { noteChanges } from '@/components/live/recent-changes';
import { type Change, isTouched } from '@/components/live/touched';

const quietMs = 500;

/** Many checks a second must not become many requests a second: changes are gathered and acted on twice a second. */
function gather(act: (changes: readonly Change[]) => void): (change: Change) => void {
  let changes: Change[] = [];
  let lastMs = 0;
  return (change) => {
    changes.push(change);
    if (changes.length > 1) return;
    setTimeout(
      () => {
        const gathered = changes;
        changes = [];
        lastMs = Date.now();
        act(gathered);
      },
      Math.max(0, lastMs + quietMs - Date.now()),
    );
  };
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { gcTime: 300_000 } } }));
  useEffect(
    () =>
      listenForChanges(
        gather((changes) => {
          noteChanges(changes, Date.now());
          void client.invalidateQueries({
            queryKey: ['live'],
            predicate: ({ queryKey: [, path] }) =>
              typeof path === 'string' && changes.some((change) => isTouched(path, change)),
          });
        }),
      ),
    [client],
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
