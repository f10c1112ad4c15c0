import { LoadError } from '@/components/lists/load-error';
import { useLive } from '@/components/live/use-live';
import { PingBody } from '@/components/pings/ping-body';
import { runTimeWords } from '@/components/pings/run-words';
import { Skeleton } from '@/components/ui/empty-state';
import type { PingDetailView, PingView } from '@/lib/pings/schema';

/** One ping opened: who sent it, and what it brought along. */
export function PingDetail({ ping, monitorId }: { ping: PingView; monitorId: string }) {
  const hasBody = ping.body_bytes > 0;
  const query = useLive<{ data: PingDetailView }>(`/monitors/${monitorId}/pings/${ping.n}`, {
    enabled: hasBody,
    every: false,
  });
  // Until it has come, the query still holds the ping that was open before.
  const detail = query.data?.data.n === ping.n ? query.data.data : null;
  return (
    <div className="space-y-3 pt-1 pb-5 sm:pl-6">
      <PingFacts ping={ping} />
      {query.error && !detail && <LoadError error={query.error} retry={() => void query.refetch()} />}
      {hasBody && !detail && !query.error && <Skeleton className="h-16 w-full" />}
      {detail?.body && (
        <PingBody body={detail.body} encoding={detail.body_encoding} bytes={detail.body_bytes} />
      )}
      {!hasBody && <p className="text-sm text-ink-faint">It brought nothing along.</p>}
    </div>
  );
}

type Facts = Pick<
  PingView,
  'method' | 'user_agent' | 'address' | 'rid' | 'exit_status' | 'signal' | 'duration_ms'
> & { is_ignored?: boolean };

export function PingFacts({ ping }: { ping: Facts }) {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Ignored', ping.is_ignored ? 'it was answered and changed nothing' : null],
    ['Exit status', ping.exit_status === null ? null : String(ping.exit_status)],
    ['Signal', ping.signal],
    ['Run took', ping.duration_ms === null ? null : runTimeWords(ping.duration_ms)],
    ['Run id', ping.rid],
    ['Sent by', ping.user_agent],
    ['From', ping.address],
    ['Method', ping.method],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-sm">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className="contents">
              <dt className="text-ink-faint">{name}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
