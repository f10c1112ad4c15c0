'use client';

import { useState } from 'react';
import { LoadError } from '@/components/lists/load-error';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { type Range, ranges } from '@/components/pings/ranges';
import { OutcomeLine, RunStrip } from '@/components/pings/run-strip';
import { RunsTable } from '@/components/pings/runs-table';
import { useWindow } from '@/components/pings/use-window';
import { countWords } from '@/components/pings/words';
import { Instant } from '@/components/time/time';
import { EmptyState, Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { runOutcomes } from '@/lib/pings/constants';
import type { RunsView, RunView } from '@/lib/pings/schema';

type RunsPanelProps = { monitorId: string; initialRange: Range };

/** What the schedule wanted, and what came of it. */
export function RunsPanel({ monitorId, initialRange }: RunsPanelProps) {
  const [range, setRange] = useState(initialRange);
  return (
    <Panel
      title="Expected and actual runs"
      action={<Segmented label="Period of the runs" value={range} onChange={setRange} options={ranges} />}
    >
      <Runs monitorId={monitorId} days={Number(range)} />
    </Panel>
  );
}

function Runs({ monitorId, days }: { monitorId: string; days: number }) {
  const window = useWindow(days);
  const path = queryPath(`/monitors/${monitorId}/runs`, window.query);
  const query = useLive<{ data: RunsView }>(path, { every: days === 1 ? 15_000 : 60_000 });
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="mt-2 h-24 w-full" />;
  const { runs, is_cut, from } = query.data.data;
  if (runs.length === 0) {
    return (
      <EmptyState level={3} title="No run in this period">
        Every run is shown here against its time: on time, late, failed or missed.
      </EmptyState>
    );
  }
  const fromMs = is_cut ? Date.parse(from) : window.fromMs;
  return <Drawn runs={runs} fromMs={fromMs} toMs={window.nowMs} days={days} isCut={is_cut} />;
}

type DrawnProps = { runs: readonly RunView[]; fromMs: number; toMs: number; days: number; isCut: boolean };

function Drawn({ runs, fromMs, toMs, days, isCut }: DrawnProps) {
  const strip = { runs, fromMs, toMs, label: days === 1 ? 'Runs of 24 hours' : `Runs of ${days} days` };
  const present = runOutcomes.filter((outcome) => runs.some((run) => run.outcome === outcome));
  return (
    <figure className="pt-2">
      <div className="sm:hidden">
        <RunStrip {...strip} count={48} className="h-9" />
      </div>
      <div className="max-sm:hidden">
        <RunStrip {...strip} count={96} className="h-9" />
      </div>
      <div className="mt-1.5 flex justify-between gap-4 text-sm text-ink-faint">
        <Instant at={new Date(fromMs).toISOString()} />
        <span>now</span>
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        <span className="sr-only">{countWords(runs.map(({ outcome }) => outcome))}</span>
        {present.map((outcome) => (
          <span key={outcome} className="inline-flex items-center gap-1.5" aria-hidden="true">
            <OutcomeLine outcome={outcome} />
            <span className="text-ink-faint">{runs.filter((run) => run.outcome === outcome).length}</span>
          </span>
        ))}
      </figcaption>
      {isCut && (
        <p className="mt-2 text-sm text-ink-faint">
          More runs than can be shown at once: these are the latest of the period.
        </p>
      )}
      <details className="mt-2 text-sm">
        <summary className="link inline-block min-h-6 cursor-pointer text-ink-soft">Show as a table</summary>
        <div className="mt-2 max-h-96 overflow-y-auto">
          <RunsTable runs={runs} />
        </div>
      </details>
    </figure>
  );
}
