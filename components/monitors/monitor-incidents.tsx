'use client';

import Link from 'next/link';
import { IncidentRows } from '@/components/incidents/incident-rows';
import { LoadError } from '@/components/lists/load-error';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import type { Page } from '@/lib/core/paging';
import type { IncidentSummaryView } from '@/lib/incidents/schema';

export function MonitorIncidents({ monitorId }: { monitorId: string }) {
  const query = useLive<Page<IncidentSummaryView>>(
    queryPath('/incidents', { monitor_id: monitorId, limit: 50 }),
  );
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-2 h-16 w-full" />;
  const incidents = query.data.data.slice(0, 10);
  if (incidents.length === 0) {
    return (
      <EmptyState level={3} title="It has not been down">
        Outages of this monitor are listed here with what was seen and who was told.
      </EmptyState>
    );
  }
  return (
    <>
      <IncidentRows incidents={incidents} />
      {query.data.data.length > incidents.length && (
        <Link href="/incidents" className="link mt-2 inline-block text-ink-soft">
          All incidents
        </Link>
      )}
    </>
  );
}
