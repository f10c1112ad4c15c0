'use client';

import Link from 'next/link';
import { useRef } from 'react';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useAddress } from '@/components/lists/use-address';
import { useCursor } from '@/components/lists/use-cursor';
import { useRowKeys } from '@/components/lists/use-row-keys';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { IncidentRow } from '@/components/status-pages/composer/incident-row';
import { pageIncidentsPerPage } from '@/components/status-pages/composer/page-size';
import { sectionOf } from '@/components/status-pages/composer/phases';
import { usePage } from '@/components/status-pages/use-page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import type { Page } from '@/lib/core/paging';
import type { PageIncidentSummaryView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type Incidents = Page<PageIncidentSummaryView>;
export type FirstIncidents = Record<'draft' | 'unresolved' | 'resolved', Incidents>;
type IncidentListProps = { page: StatusPageView; initial: FirstIncidents };

const kinds = [
  { value: 'all', label: 'All' },
  { value: 'incident', label: 'Incidents' },
  { value: 'maintenance', label: 'Maintenance' },
] as const;

/** What a page tells: drafts first, then what goes on, what comes, and what is over. */
export function PageIncidentList({ page: initialPage, initial }: IncidentListProps) {
  const { page } = usePage(initialPage);
  const mayWrite = useMay('status_page.write');
  const { params, set } = useAddress();
  const kind = kinds.find(({ value }) => value === params.get('kind'))?.value ?? 'all';
  const drafts = useSection(page.id, 'draft', kind, initial.draft);
  const open = useSection(page.id, 'unresolved', kind, initial.unresolved);
  const past = useSection(page.id, 'resolved', kind, initial.resolved);
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const isEmpty = [drafts, open, past].every(
    ({ rows, cursor }) => rows.length === 0 && cursor.cursor === null,
  );
  const isLoaded = [drafts, open, past].every(({ query }) => query.data !== undefined);
  const base = `/status-pages/${page.id}`;
  const failed = [drafts, open, past].find(({ query }) => query.error && !query.data);
  return (
    <div ref={list}>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label="Which"
          value={kind}
          onChange={(value) => set('kind', value === 'all' ? null : value)}
          options={kinds}
        />
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button asChild>
              <Link href={`${base}/maintenance/new`}>Announce maintenance</Link>
            </Button>
            <Button asChild variant="primary">
              <Link href={`${base}/incidents/new`}>Tell of an incident</Link>
            </Button>
          </div>
        )}
      </div>
      {failed?.query.error && (
        <LoadError error={failed.query.error} retry={() => void failed.query.refetch()} />
      )}
      {isLoaded && isEmpty && <Nothing kind={kind} />}
      <div className="space-y-10">
        <Section title="Drafts" hint="nobody sees them yet" of={drafts} page={page} />
        <Section title="Going on" of={open} section="now" page={page} />
        <Section title="Planned" of={open} section="planned" page={page} />
        <Pagination page={open.query.data?.page} {...open.cursor} />
        <Section title="Past" of={past} page={page} />
      </div>
    </div>
  );
}

function useSection(pageId: string, state: keyof FirstIncidents, kind: string, initial: Incidents) {
  const cursor = useCursor(kind);
  const path = queryPath(`/status-pages/${pageId}/incidents`, {
    limit: pageIncidentsPerPage,
    state,
    kind: kind === 'all' ? null : kind,
    cursor: cursor.cursor,
  });
  const isFirst = kind === 'all' && cursor.cursor === null;
  const query = useLive<Incidents>(path, { initial: isFirst ? initial : undefined });
  return { query, cursor, rows: query.data?.data ?? [] };
}

type SectionProps = {
  title: string;
  hint?: string;
  of: ReturnType<typeof useSection>;
  section?: 'now' | 'planned';
  page: StatusPageView;
};

function Section({ title, hint, of, section, page }: SectionProps) {
  const rows = of.rows.filter((row) => section === undefined || sectionOf(row) === section);
  if (rows.length === 0 && (section !== undefined || of.cursor.cursor === null)) return null;
  return (
    <Panel title={title} {...(hint && { hint })}>
      <ul>
        {rows.map((row) => (
          <IncidentRow key={row.id} incident={row} timeZone={page.time_zone} components={page.components} />
        ))}
      </ul>
      {section === undefined && <Pagination page={of.query.data?.page} {...of.cursor} />}
    </Panel>
  );
}

function Nothing({ kind }: { kind: string }) {
  return (
    <EmptyState title={kind === 'maintenance' ? 'No maintenance was announced' : 'Nothing was told yet'}>
      {kind === 'maintenance'
        ? 'Announce work before it begins: it stands on the page with its times, begins and ends there by itself, and subscribers are told.'
        : 'When something breaks, say so here before customers ask. An outage of a monitor on this page can make a draft by itself; you look it over and publish it.'}
    </EmptyState>
  );
}
