'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useAddress } from '@/components/lists/use-address';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { ExportButton } from '@/components/status-pages/subscribers/export-button';
import { SubscriberFilters } from '@/components/status-pages/subscribers/filters';
import { subscribersPerPage } from '@/components/status-pages/subscribers/page-size';
import {
  SubscriberRow,
  type SubscriberRowActions,
} from '@/components/status-pages/subscribers/subscriber-row';
import { usePage } from '@/components/status-pages/use-page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Figures } from '@/components/ui/figures';
import type { Page } from '@/lib/core/paging';
import type { StatusPageView } from '@/lib/status-pages/schema';
import type { AudienceView, CreatedSubscriberView, SubscriberView } from '@/lib/subscribers/schema';

const AddSubscriber = dynamic(
  async () => (await import('@/components/status-pages/subscribers/add-subscriber')).AddSubscriber,
);

export type SubscriberActions = SubscriberRowActions & { create: Action<CreatedSubscriberView> };

type SubscriberListProps = {
  page: StatusPageView;
  initial: Page<SubscriberView>;
  audience: { data: AudienceView };
  actions: SubscriberActions;
};

/** Who is told, and who is not yet or not any more; newest first. */
export function SubscriberList({ page: initialPage, initial, audience, actions }: SubscriberListProps) {
  const { page } = usePage(initialPage);
  const client = useQueryClient();
  const mayWrite = useMay('subscriber.write');
  const { params } = useAddress();
  const [isAdding, setAdding] = useState(false);
  const filter = { q: params.get('q'), state: params.get('state'), kind: params.get('kind') };
  const cursor = useCursor(JSON.stringify(filter));
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const path = queryPath(`/status-pages/${page.id}/subscribers`, {
    limit: subscribersPerPage,
    ...filter,
    cursor: cursor.cursor,
  });
  const isFirst = !isFiltered && cursor.cursor === null;
  const query = useLive<Page<SubscriberView>>(path, { initial: isFirst ? initial : undefined });
  const rows = query.data?.data ?? [];
  const names = new Map(page.components.map(({ id, name }) => [id, name]));
  const add = mayWrite && (
    <Button variant="primary" onClick={() => setAdding(true)}>
      Add a subscriber
    </Button>
  );
  const isEmpty = isFirst && query.data !== undefined && rows.length === 0;
  return (
    <>
      {isEmpty ? (
        <NoSubscribers page={page} action={add} />
      ) : (
        <>
          <div className="mb-6 flex flex-wrap items-start justify-between gap-4">
            <Counts page={page} initial={audience} />
            <div className="flex flex-wrap gap-2">
              <ExportButton page={page} filter={filter} />
              {add}
            </div>
          </div>
          <SubscriberFilters />
          {query.error && !query.data && <LoadError error={query.error} retry={() => void query.refetch()} />}
          {query.data && rows.length === 0 && (
            <EmptyState title="Nobody matches">Take a filter away, or search for less.</EmptyState>
          )}
          <ul className="border-t border-line empty:hidden">
            {rows.map((subscriber) => (
              <SubscriberRow key={subscriber.id} subscriber={subscriber} names={names} actions={actions} />
            ))}
          </ul>
          <Pagination page={query.data?.page} {...cursor} />
          <DoubleOptInNote />
        </>
      )}
      {isAdding && (
        <AddSubscriber
          page={page}
          create={actions.create}
          onClose={() => setAdding(false)}
          reload={() => client.invalidateQueries({ queryKey: ['live'] })}
        />
      )}
    </>
  );
}

function Counts({ page, initial }: { page: StatusPageView; initial: { data: AudienceView } }) {
  const { data } = useLive<{ data: AudienceView }>(`/status-pages/${page.id}/audience`, { initial });
  const { email, webhook, slack } = (data ?? initial).data;
  return (
    <Figures
      figures={[
        { label: 'Mailboxes', value: String(email) },
        { label: 'Webhooks', value: String(webhook) },
        { label: 'Slack channels', value: String(slack) },
      ]}
    />
  );
}

function NoSubscribers({ page, action }: { page: StatusPageView; action: ReactNode }) {
  return (
    <EmptyState title="Nobody has subscribed yet" action={action}>
      {page.settings.takes_subscribers
        ? 'Visitors subscribe on the page itself, by e-mail: they confirm first, and leave by one press. Webhooks and Slack channels are added here.'
        : 'Visitors cannot subscribe: that is switched off under Settings. Mailboxes, webhooks and Slack channels can be added here all the same.'}
    </EmptyState>
  );
}

function DoubleOptInNote() {
  return (
    <p className="mt-6 max-w-prose text-sm text-ink-faint">
      A mailbox is told only after it has confirmed that it wants this, whoever entered it. Each mail to it
      can be left by one press. Who does not confirm within seven days is forgotten.
    </p>
  );
}
