'use client';

import { useRef } from 'react';
import { IncidentRows } from '@/components/incidents/incident-rows';
import { incidentsPerPage } from '@/components/incidents/page-size';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useAddress } from '@/components/lists/use-address';
import { useCursor } from '@/components/lists/use-cursor';
import { useRowKeys } from '@/components/lists/use-row-keys';
import { useLive } from '@/components/live/use-live';
import { EmptyState } from '@/components/ui/empty-state';
import { Segmented } from '@/components/ui/segmented';
import type { Page } from '@/lib/core/paging';
import type { IncidentSummaryView } from '@/lib/incidents/schema';

const filters = [
  { value: 'all', label: 'All' },
  { value: 'unresolved', label: 'Unresolved' },
  { value: 'resolved', label: 'Resolved' },
] as const;

type IncidentListProps = { initial: Page<IncidentSummaryView>; initialPath: string };

export function IncidentList({ initial, initialPath }: IncidentListProps) {
  const { params, set } = useAddress();
  const filter = { status: params.get('status'), project_id: params.get('project') };
  const cursor = useCursor(JSON.stringify(filter));
  const path = queryPath('/incidents', { limit: incidentsPerPage, ...filter, cursor: cursor.cursor });
  const query = useLive<Page<IncidentSummaryView>>(path, {
    initial: path === initialPath ? initial : undefined,
  });
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const incidents = query.data?.data ?? [];
  return (
    <div ref={list}>
      <div className="mb-2">
        <Segmented
          label="Which incidents"
          value={filters.find((each) => each.value === filter.status)?.value ?? 'all'}
          onChange={(value) => set('status', value === 'all' ? null : value)}
          options={filters}
        />
      </div>
      {query.error && !query.data && <LoadError error={query.error} retry={() => void query.refetch()} />}
      {query.data && incidents.length === 0 && (
        <EmptyState title={filter.status === 'unresolved' ? 'Nothing is wrong now' : 'No incidents'}>
          When a monitor fails as often in a row as its threshold says, an incident opens here and the
          channels of its project are told.
        </EmptyState>
      )}
      <IncidentRows incidents={incidents} />
      <Pagination page={query.data?.page} {...cursor} />
    </div>
  );
}
