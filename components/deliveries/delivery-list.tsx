'use client';

import Link from 'next/link';
import { useState } from 'react';
import { deliveryMark, deliveryWords } from '@/components/channels/words';
import { DeliveryAttempts } from '@/components/deliveries/delivery-attempts';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { Ago, Coming } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import type { DeliveryView } from '@/lib/alerting/schema';
import type { Page } from '@/lib/core/paging';

const perPage = 25;

export function DeliveryList({ channelId, resend }: { channelId: string; resend: Action<unknown> }) {
  const cursor = useCursor(channelId);
  const path = queryPath('/deliveries', { limit: perPage, channel_id: channelId, cursor: cursor.cursor });
  const query = useLive<Page<DeliveryView>>(path);
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-3 h-24 w-full" />;
  if (query.data.data.length === 0) {
    return (
      <EmptyState level={3} title="Nothing was sent yet">
        Alerts of incidents and tests are listed here with every attempt.
      </EmptyState>
    );
  }
  return (
    <>
      <ul>
        {query.data.data.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} resend={resend} />
        ))}
      </ul>
      <Pagination page={query.data.page} {...cursor} />
    </>
  );
}

function DeliveryRow({ delivery, resend }: { delivery: DeliveryView; resend: Action<unknown> }) {
  const [open, setOpen] = useState(false);
  const { pending, run } = useCommand();
  const mayWrite = useMay('delivery.write');
  const mayResend = mayWrite && (delivery.status === 'failed' || delivery.status === 'delivered');
  return (
    <li className="border-b border-line py-2 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateLine
          className="w-32"
          state={deliveryMark(delivery.status)}
          words={deliveryWords(delivery.status)}
        />
        <span className="min-w-0 grow truncate">
          {delivery.incident_id ? (
            <Link className="link" href={`/incidents/${delivery.incident_id}`}>
              {`Incident ${delivery.transition}`}
            </Link>
          ) : (
            delivery.transition
          )}
        </span>
        <Ago at={delivery.created_at} className="text-sm text-ink-faint" />
        <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
          {attemptWords(delivery.attempts.length)}
        </Button>
        {mayResend && (
          <Button
            size="sm"
            pending={pending === 'resend'}
            onClick={() => void run('resend', () => resend({ id: delivery.id }), 'It is sent once more.')}
          >
            Send again
          </Button>
        )}
      </div>
      {delivery.next_attempt_at && delivery.status === 'pending' && (
        <p className="text-sm text-ink-soft">
          Next attempt <Coming at={delivery.next_attempt_at} />
        </p>
      )}
      {open && <DeliveryAttempts attempts={delivery.attempts} />}
    </li>
  );
}

function attemptWords(count: number): string {
  if (count === 0) return 'No attempt yet';
  return count === 1 ? '1 attempt' : `${count} attempts`;
}
