'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { causeSentence } from '@/components/incidents/words';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { StateMark } from '@/components/state/state-mark';
import { stateWords, toDrawnState } from '@/components/state/states';
import { Instant } from '@/components/time/time';
import { msWords } from '@/components/time/words';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import { Segmented } from '@/components/ui/segmented';
import type { CheckView } from '@/lib/checks/schema';
import type { Page } from '@/lib/core/paging';

const CheckDetail = dynamic(async () => (await import('@/components/checks/check-detail')).CheckDetail, {
  ssr: false,
  loading: () => <Skeleton className="mb-5 h-40 w-full" />,
});

const perPage = 20;
const filters = [
  { value: '', label: 'All' },
  { value: 'down', label: 'Failed' },
  { value: 'degraded', label: 'Degraded' },
] as const;

export function CheckLog({ monitorId }: { monitorId: string }) {
  const [result, setResult] = useState<(typeof filters)[number]['value']>('');
  const cursor = useCursor(result);
  const path = queryPath(`/monitors/${monitorId}/checks`, { limit: perPage, result, cursor: cursor.cursor });
  const query = useLive<Page<CheckView>>(path);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <>
      <div className="py-1">
        <Segmented label="Which checks" value={result} onChange={setResult} options={filters} />
      </div>
      {query.error && !query.data && <LoadError error={query.error} retry={() => void query.refetch()} />}
      {!query.data && !query.error && <Skeleton className="mt-2 h-40 w-full" />}
      {query.data?.data.length === 0 && (
        <EmptyState level={3} title={result === '' ? 'No check yet' : 'No such check'}>
          {result === ''
            ? 'The first one runs within seconds of the monitor being made.'
            : 'None of the stored checks had this result.'}
        </EmptyState>
      )}
      <ul>
        {query.data?.data.map((check) => (
          <CheckRow
            key={check.id}
            check={check}
            monitorId={monitorId}
            isOpen={openId === check.id}
            toggle={() => setOpenId(openId === check.id ? null : check.id)}
          />
        ))}
      </ul>
      <Pagination page={query.data?.page} {...cursor} />
    </>
  );
}

type CheckRowProps = { check: CheckView; monitorId: string; isOpen: boolean; toggle: () => void };

function CheckRow({ check, monitorId, isOpen, toggle }: CheckRowProps) {
  const state = toDrawnState(check.result);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={toggle}
        className="flex min-h-9 w-full items-center gap-3 text-left hover:bg-sunken pointer-coarse:min-h-11"
      >
        <StateMark
          state={state}
          size={11}
          label={check.result === 'unknown' ? 'No verdict' : stateWords[state]}
        />
        <Instant at={check.scheduled_at} style="full" className="w-44 shrink-0 text-ink-soft max-sm:w-auto" />
        <span className="w-24 shrink-0 truncate text-sm text-ink-faint max-sm:hidden">{check.region}</span>
        <span className="min-w-0 grow truncate max-sm:hidden">{causeSentence(check.cause)}</span>
        <span className="ml-auto w-10 text-right text-ink-soft">{check.http_status}</span>
        <span className="w-20 text-right">{msWords(check.total_ms)}</span>
        <Chevron size={14} aria-hidden="true" className="shrink-0 text-ink-faint" />
      </button>
      {isOpen && <CheckDetail check={check} monitorId={monitorId} />}
    </li>
  );
}
