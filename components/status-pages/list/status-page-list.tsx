'use client';

import Link from 'next/link';
import { bareUrl } from '@/components/forms/text-fields';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { statusPagesPerPage } from '@/components/status-pages/list/page-size';
import { PublishState } from '@/components/status-pages/publish-state';
import { componentStatusMarks, componentStatusWords } from '@/components/status-pages/words';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Page } from '@/lib/core/paging';
import type { PageStateView } from '@/lib/snapshots/schema';
import type { StatusPageSummaryView } from '@/lib/status-pages/schema';

type StatusPageListProps = {
  initial: Page<StatusPageSummaryView>;
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
  /** What the published pages say just now. */
  states: { data: PageStateView[] };
};

/** Newest first. */
export function StatusPageList({ initial, projects, projectId, states: initialStates }: StatusPageListProps) {
  const cursor = useCursor(projectId ?? '');
  const path = queryPath('/status-pages', {
    limit: statusPagesPerPage,
    project_id: projectId,
    cursor: cursor.cursor,
  });
  const query = useLive<Page<StatusPageSummaryView>>(path, {
    initial: cursor.cursor === null ? initial : undefined,
  });
  const pages = query.data ?? initial;
  const states = useLive<{ data: PageStateView[] }>('/status-pages/states', { initial: initialStates });
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (pages.data.length === 0 && cursor.cursor === null) return <NoPages projectId={projectId} />;
  return (
    <>
      <ul className="border-t border-line">
        {pages.data.map((page) => (
          <PageRow
            key={page.id}
            page={page}
            state={states.data?.data.find(({ page_id }) => page_id === page.id)?.status}
            project={
              projects.length > 1 ? projects.find(({ id }) => id === page.project_id)?.name : undefined
            }
          />
        ))}
      </ul>
      <Pagination page={pages.page} {...cursor} />
    </>
  );
}

type PageRowProps = {
  page: StatusPageSummaryView;
  /** Undefined of what nobody sees. */
  state: PageStateView['status'] | undefined;
  project: string | undefined;
};

function PageRow({ page, state, project }: PageRowProps) {
  return (
    <li className="relative grid gap-x-6 gap-y-1 border-b border-line py-3 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_minmax(0,18rem)] md:items-center">
      <div className="min-w-0">
        <Link href={`/status-pages/${page.id}`} className="link-row block truncate font-medium">
          {page.name}
        </Link>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
          <PublishState page={page} />
          {project !== undefined && <span className="text-ink-faint">{project}</span>}
        </p>
        <p className="relative mt-1 inline-flex max-w-full items-center gap-2 text-sm text-ink-faint">
          <span className="truncate">{bareUrl(page.url)}</span>
          <CopyButton value={page.url} label="Copy address" />
        </p>
      </div>
      <div className="text-sm md:text-right">
        {page.is_published && state !== undefined && (
          <p>
            <StateLine
              state={state === 'unknown' ? 'unknown' : componentStatusMarks[state]}
              words={stateWords[state]}
            />
          </p>
        )}
        <p className={page.unresolved_count > 0 ? 'font-medium' : 'text-ink-faint'}>
          {page.unresolved_count > 0 ? count(page.unresolved_count, 'open incident') : 'No open incident'}
        </p>
        <p className="text-ink-faint">
          {count(page.component_count, 'component')} · {count(page.subscriber_count, 'subscriber')}
        </p>
      </div>
    </li>
  );
}

const stateWords: Record<PageStateView['status'], string> = {
  ...componentStatusWords,
  operational: 'All works',
  degraded_performance: 'Degraded',
  unknown: 'No data',
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function NoPages({ projectId }: { projectId: string | null }) {
  const mayWrite = useMay('status_page.write');
  return (
    <EmptyState
      title="No status page yet"
      action={
        mayWrite && (
          <Button asChild variant="primary">
            <Link href={queryPath('/status-pages/new', { project: projectId })}>Make a status page</Link>
          </Button>
        )
      }
    >
      A status page tells your customers what works and what does not, by the monitors that you choose. It
      stays readable while everything else is down, so that they look there before they write to you.
    </EmptyState>
  );
}
