'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '@/components/live/use-live';
import type { PageIncidentView } from '@/lib/page-incidents/schema';

type One = { data: PageIncidentView };

/** An incident of a page as it is kept fresh, and as a change has left it. */
export function useIncident(initial: PageIncidentView) {
  const client = useQueryClient();
  const path = `/status-pages/${initial.page_id}/incidents/${initial.id}`;
  const first = useMemo(() => ({ data: initial }), [initial]);
  const query = useLive<One>(path, { initial: first });
  const accept = async (incident: PageIncidentView) => {
    // An answer that is under way knows nothing of the change yet.
    await client.cancelQueries({ queryKey: ['live', path] });
    client.setQueryData<One>(['live', path], { data: incident });
  };
  const reload = () => client.invalidateQueries({ queryKey: ['live'] });
  return { incident: (query.data ?? first).data, accept, reload };
}
