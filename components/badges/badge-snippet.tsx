'use client';

import { useState } from 'react';
import { badgeSnippets } from '@/components/badges/snippets';
import { useLive } from '@/components/live/use-live';
import { CopyLine } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { BadgeMetric } from '@/lib/badges/constants';
import type { MonitorView } from '@/lib/monitors/schema';

type One = { data: MonitorView };
type BadgeSnippetProps = { address: string; initial: One };

const metrics = [
  { value: 'status', label: 'Status' },
  { value: 'uptime', label: 'Uptime' },
] as const;

/** The badge of a monitor as others see it, and what to paste into a README or a page. */
export function BadgeSnippet({ address, initial }: BadgeSnippetProps) {
  const { data } = useLive<One>(`/monitors/${initial.data.id}`, { initial });
  const monitor = (data ?? initial).data;
  const monitorName = monitor.name;
  const [metric, setMetric] = useState<BadgeMetric>('status');
  const snippets = badgeSnippets(address, monitorName, metric);
  const picture = snippets.find(({ name }) => name === 'Address')?.text ?? '';
  return (
    <Panel
      title="Badge"
      action={<Segmented label="What it shows" value={metric} onChange={setMetric} options={metrics} />}
    >
      <p className="flex min-h-8 items-center">
        {/* biome-ignore lint/performance/noImgElement: a picture of half a kilobyte, of the server's own making. */}
        <img
          src={toPath(picture, stateOf(monitor))}
          alt={`${monitorName}: ${metric}`}
          className="h-5 max-w-full"
        />
      </p>
      <p className="mb-3 text-sm text-ink-faint">
        Whoever has its address sees the name and the {metric} of this monitor, without signing in.
      </p>
      <dl className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-4 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        {snippets.map(({ name, text }) => (
          <div key={name} className="contents">
            <dt className="text-sm text-ink-faint">{name}</dt>
            <dd className="min-w-0">
              <CopyLine value={text} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function stateOf(monitor: MonitorView): string {
  return monitor.type === 'heartbeat' ? monitor.heartbeat.state : monitor.status;
}

/** From the server that this page came from, whatever it is called outside; fetched anew when the state changes. */
function toPath(address: string, state: string): string {
  const { pathname, searchParams } = new URL(address);
  return `${pathname}?${new URLSearchParams([...searchParams, ['state', state]])}`;
}
