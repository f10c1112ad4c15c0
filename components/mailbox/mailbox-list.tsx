'use client';

import Link from 'next/link';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { messagesPerPage } from '@/components/mailbox/page-size';
import { Ago } from '@/components/time/time';
import { EmptyState } from '@/components/ui/empty-state';
import type { Page } from '@/lib/core/paging';
import type { MailboxMessageSummaryView } from '@/lib/email/schema';

export function MailboxList({ initial }: { initial: Page<MailboxMessageSummaryView> }) {
  const cursor = useCursor('');
  const path = queryPath('/mailbox', { limit: messagesPerPage, cursor: cursor.cursor });
  const query = useLive<Page<MailboxMessageSummaryView>>(path, {
    initial: cursor.cursor === null ? initial : undefined,
  });
  const messages = query.data?.data ?? [];
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (query.data && messages.length === 0) {
    return (
      <EmptyState title="The mailbox is empty">
        Alerts to e-mail channels and invitations arrive here. Send a test from a channel to see one.
      </EmptyState>
    );
  }
  return (
    <>
      <ul>
        {messages.map((message) => (
          <li
            key={message.id}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2.5 last:border-0 hover:bg-sunken"
          >
            <Link
              href={`/mailbox/${message.id}`}
              className={`link-row truncate ${message.read_at === null ? 'font-semibold' : ''}`}
            >
              {message.read_at === null && <span className="sr-only">Unread: </span>}
              {message.subject}
            </Link>
            <Ago at={message.created_at} className="text-sm text-ink-faint" />
            <p className="truncate text-sm text-ink-faint">to {message.recipients.join(', ')}</p>
          </li>
        ))}
      </ul>
      <Pagination page={query.data?.page} {...cursor} />
    </>
  );
}
