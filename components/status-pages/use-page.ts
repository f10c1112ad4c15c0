'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '@/components/live/use-live';
import type { StatusPageView } from '@/lib/status-pages/schema';

type One = { data: StatusPageView };

/** A status page as it is kept fresh, and what changes of it are shown before the server has answered. */
export function usePage(initial: StatusPageView) {
  const client = useQueryClient();
  const path = `/status-pages/${initial.id}`;
  const first = useMemo(() => ({ data: initial }), [initial]);
  const query = useLive<One>(path, { initial: first });
  const page = (query.data ?? first).data;
  const setPage = async (change: (page: StatusPageView) => StatusPageView) => {
    // An answer that is under way knows nothing of the change yet.
    await client.cancelQueries({ queryKey: ['live', path] });
    client.setQueryData<One>(['live', path], (before) => ({ data: change((before ?? first).data) }));
  };
  const reload = () => client.invalidateQueries({ queryKey: ['live', path] });
  return { page, setPage, reload };
}
