'use client';

import Link from 'next/link';
import { Strip } from '@/components/charts/strip';
import { toStripSpan } from '@/components/monitors/strip-span';
import { useDaySpans } from '@/components/monitors/use-day-spans';
import { StateMark } from '@/components/state/state-mark';
import { worstFirst } from '@/components/state/states';
import { Panel } from '@/components/ui/panel';
import type { Page } from '@/lib/core/paging';
import type { MonitorView } from '@/lib/monitors/schema';

/** The last day of each monitor, the worst first. */
export function MonitorStrips({ monitors }: { monitors: Page<MonitorView> }) {
  if (monitors.data.length === 0) return null;
  const sorted = [...monitors.data].sort(
    (a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status) || a.name.localeCompare(b.name),
  );
  return (
    <Panel
      title="Last 24 hours"
      action={
        monitors.page.has_more && (
          <Link href="/monitors" className="text-sm text-ink-soft hover:text-ink hover:underline">
            All monitors
          </Link>
        )
      }
    >
      <ul>
        {sorted.map((monitor) => (
          <li
            key={monitor.id}
            data-row
            className="relative grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2.5 gap-y-1 border-b border-line py-2 last:border-0 hover:bg-sunken sm:grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <StateMark state={monitor.status} />
            <Link href={`/monitors/${monitor.id}`} data-row-link className="link-row truncate font-medium">
              {monitor.name}
            </Link>
            <div className="max-sm:col-span-2">
              <DayStrip monitor={monitor} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Asked for again only now and then: a new state is pushed. */
const restMs = 300_000;

function DayStrip({ monitor }: { monitor: MonitorView }) {
  const { query, fromMs, nowMs } = useDaySpans(monitor.id, restMs);
  const spans = (query.data?.data ?? []).map((span) => toStripSpan(span, nowMs));
  return <Strip spans={spans} fromMs={fromMs} toMs={nowMs} label={`Last 24 hours of ${monitor.name}`} />;
}
