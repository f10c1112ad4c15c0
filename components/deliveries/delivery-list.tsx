'use client';

import { useRef } from 'react';
import { DeliveryRow } from '@/components/deliveries/delivery-row';
import type { Action } from '@/components/forms/action-result';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useRowKeys } from '@/components/lists/use-row-keys';
import { useLive } from '@/components/live/use-live';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import type { DeliveryView } from '@/lib/alerting/schema';
import type { Page } from '@/lib/core/paging';

export type DeliveryListFilter = Partial<
  Record<
    'channel_id' | 'incident_id' | 'digest_id' | 'status' | 'transition' | 'project_id',
    string | null | undefined
  >
>;

type DeliveryListProps = {
  filter: DeliveryListFilter;
  perPage: number;
  resend: Action<unknown>;
  /** Whether each row names its channel; not where all are of one. */
  showsChannel?: boolean;
  initial?: Page<DeliveryView>;
  initialPath?: string;
  empty?: { title: string; text: string };
};

const nothingSent = {
  title: 'Nothing was sent yet',
  text: 'Alerts of incidents, reports and tests are listed here with every attempt.',
};

export function DeliveryList({
  filter,
  perPage,
  resend,
  showsChannel = false,
  initial,
  initialPath,
  empty = nothingSent,
}: DeliveryListProps) {
  const cursor = useCursor(JSON.stringify(filter));
  const path = queryPath('/deliveries', { limit: perPage, ...filter, cursor: cursor.cursor });
  const query = useLive<Page<DeliveryView>>(path, { initial: path === initialPath ? initial : undefined });
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-3 h-24 w-full" />;
  if (query.data.data.length === 0) {
    return (
      <EmptyState level={3} title={empty.title}>
        {empty.text}
      </EmptyState>
    );
  }
  return (
    <>
      <ul ref={list}>
        {query.data.data.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} showsChannel={showsChannel} resend={resend} />
        ))}
      </ul>
      <Pagination page={query.data.page} {...cursor} />
    </>
  );
}
