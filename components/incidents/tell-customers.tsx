'use client';

import Link from 'next/link';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { phaseWords } from '@/components/status-pages/composer/words';
import { Coming } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { OutagePageView } from '@/lib/page-incidents/schema';

export type OutagePages = { data: OutagePageView[] };

type TellCustomersProps = { incidentId: string; initial: OutagePages };

/** Which status pages tell of the outage, and the way to tell of it on the others; nothing where there is no page. */
export function TellCustomers({ incidentId, initial }: TellCustomersProps) {
  const mayWrite = useMay('status_page.write');
  const { data } = useLive<OutagePages>(`/dashboard/outage-pages/${incidentId}`, { initial });
  const all = (data ?? initial).data;
  const showing = all.filter(({ shows_monitor, told }) => shows_monitor || told !== null);
  const pages = showing.length > 0 ? showing : all;
  if (pages.length === 0) return null;
  return (
    <Panel title="Status pages">
      <ul>
        {pages.map((page) => (
          <li
            key={page.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line py-2 last:border-0"
          >
            <div className="min-w-0">
              <Link className="link block truncate" href={`/status-pages/${page.id}`}>
                {page.name}
              </Link>
              <p className="text-sm text-ink-faint">
                <Told page={page} />
              </p>
            </div>
            <Next page={page} incidentId={incidentId} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Told({ page: { told, shows_monitor, is_published } }: { page: OutagePageView }) {
  if (told === null) {
    if (!is_published) return 'Not published';
    return shows_monitor ? 'Shows its monitor. Nothing is told yet.' : 'Does not show its monitor';
  }
  if (!told.is_draft) return `Told: ${phaseWords[told.status].toLowerCase()}`;
  if (told.publish_at === null) return 'A draft waits for you';
  return (
    <>
      The draft publishes itself <Coming at={told.publish_at} />
    </>
  );
}

type NextProps = { page: OutagePageView; incidentId: string; mayWrite: boolean };

function Next({ page: { id, name, told }, incidentId, mayWrite }: NextProps) {
  if (told === null) {
    return (
      mayWrite && (
        <Button asChild size="sm">
          <Link href={`/status-pages/${id}/incidents/new?incident=${incidentId}`}>
            Tell customers<span className="sr-only"> on {name}</span>
          </Link>
        </Button>
      )
    );
  }
  return (
    <Button asChild size="sm">
      <Link href={`/status-pages/${id}/incidents/${told.id}`}>
        {told.is_draft && mayWrite ? 'Open the draft' : 'What was told'}
        <span className="sr-only"> on {name}</span>
      </Link>
    </Button>
  );
}
