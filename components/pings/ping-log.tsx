'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { endWords, pingWords } from '@/components/heartbeats/words';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { PingDetail } from '@/components/pings/ping-detail';
import { PingMark } from '@/components/pings/ping-mark';
import { runTimeWords } from '@/components/pings/run-words';
import { Instant } from '@/components/time/time';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import { Segmented } from '@/components/ui/segmented';
import type { Page } from '@/lib/core/paging';
import type { PingView } from '@/lib/pings/schema';

const perPage = 20;
const filters = [
  { value: '', label: 'All' },
  { value: 'success', label: 'Success' },
  { value: 'fail', label: 'Failure' },
  { value: 'start', label: 'Start' },
  { value: 'log', label: 'Log' },
] as const;
type Filter = (typeof filters)[number]['value'];

export function PingLog({ monitorId }: { monitorId: string }) {
  const [kind, setKind] = useState<Filter>('');
  const cursor = useCursor(kind);
  const path = queryPath(`/monitors/${monitorId}/pings`, { limit: perPage, kind, cursor: cursor.cursor });
  const query = useLive<Page<PingView>>(path);
  const [openN, setOpenN] = useState<number | null>(null);
  return (
    <>
      <div className="py-1">
        <Segmented label="Which pings" value={kind} onChange={setKind} options={filters} />
      </div>
      {query.error && !query.data && <LoadError error={query.error} retry={() => void query.refetch()} />}
      {!query.data && !query.error && <Skeleton className="mt-2 h-40 w-full" />}
      {query.data?.data.length === 0 && (
        <EmptyState level={3} title={kind === '' ? 'No ping yet' : 'No such ping'}>
          {kind === ''
            ? 'Each ping is listed here with what the job sent along, such as its output.'
            : 'None of the stored pings says so.'}
        </EmptyState>
      )}
      <ul>
        {query.data?.data.map((ping) => (
          <PingRow
            key={ping.n}
            ping={ping}
            monitorId={monitorId}
            isOpen={openN === ping.n}
            toggle={() => setOpenN(openN === ping.n ? null : ping.n)}
          />
        ))}
      </ul>
      <Pagination page={query.data?.page} {...cursor} />
    </>
  );
}

type PingRowProps = { ping: PingView; monitorId: string; isOpen: boolean; toggle: () => void };

function PingRow({ ping, monitorId, isOpen, toggle }: PingRowProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={toggle}
        className="flex min-h-9 w-full items-center gap-3 text-left hover:bg-sunken pointer-coarse:min-h-11"
      >
        <PingMark kind={ping.kind} isIgnored={ping.is_ignored} />
        <span className="w-10 shrink-0 text-sm text-ink-faint max-sm:hidden">{`#${ping.n}`}</span>
        <span className="flex shrink-0 gap-x-3 max-sm:flex-col-reverse max-sm:py-1.5">
          <Instant
            at={ping.received_at}
            style="full"
            className="w-44 text-ink-soft max-sm:w-auto max-sm:text-sm max-sm:text-ink-faint"
          />
          <span className="w-16">{pingWords[ping.kind]}</span>
        </span>
        <span className="min-w-0 grow truncate text-ink-soft max-sm:hidden">
          {[ping.is_ignored ? 'ignored' : '', endWords(ping)].filter((word) => word !== '').join(', ')}
        </span>
        <span className="ml-auto w-20 shrink-0 text-right whitespace-nowrap">
          {ping.duration_ms === null ? '' : runTimeWords(ping.duration_ms)}
        </span>
        <span className="w-16 shrink-0 text-right text-sm text-ink-faint max-sm:hidden">
          {bytesWords(ping.body_bytes)}
        </span>
        <Chevron size={14} aria-hidden="true" className="shrink-0 text-ink-faint" />
      </button>
      {isOpen && <PingDetail ping={ping} monitorId={monitorId} />}
    </li>
  );
}

function bytesWords(bytes: number): string {
  if (bytes === 0) return '';
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
}
