'use client';

import Link from 'next/link';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import { maintenancesPerPage } from '@/components/maintenance/page-size';
import { WhenLine } from '@/components/maintenance/window-time';
import { coverWords, statusMarks, statusWords } from '@/components/maintenance/words';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import type { Page } from '@/lib/core/paging';
import type { MaintenanceView } from '@/lib/maintenance/schema';

type MaintenanceListProps = {
  initial: Page<MaintenanceView>;
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
};

/** What runs, what comes, what is over: newest first within each page. */
export function MaintenanceList({ initial, projects, projectId }: MaintenanceListProps) {
  const mayWrite = useMay('maintenance.write');
  const cursor = useCursor(projectId ?? '');
  const path = queryPath('/maintenances', {
    limit: maintenancesPerPage,
    project_id: projectId,
    cursor: cursor.cursor,
  });
  const query = useLive<Page<MaintenanceView>>(path, {
    initial: cursor.cursor === null ? initial : undefined,
  });
  const page = query.data ?? initial;
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  if (page.data.length === 0 && cursor.cursor === null) return <NonePlanned mayWrite={mayWrite} />;
  const of = (...statuses: MaintenanceView['status'][]) =>
    page.data.filter(({ status }) => statuses.includes(status));
  const coming = of('scheduled').sort(byNext);
  return (
    <div className="space-y-10">
      <Group title="Running now" list={of('active')} projects={projects} />
      <Group title="Coming" list={coming} projects={projects} />
      <Group title="Past" list={of('completed', 'cancelled')} projects={projects} />
      <Pagination page={page.page} {...cursor} />
    </div>
  );
}

function byNext(one: MaintenanceView, other: MaintenanceView): number {
  return (one.next_window?.starts_at ?? '').localeCompare(other.next_window?.starts_at ?? '');
}

type GroupProps = {
  title: string;
  list: readonly MaintenanceView[];
  projects: readonly { id: string; name: string }[];
};

function Group({ title, list, projects }: GroupProps) {
  if (list.length === 0) return null;
  return (
    <Panel title={title}>
      <ul>
        {list.map((maintenance) => (
          <li
            key={maintenance.id}
            className="relative grid gap-x-4 border-b border-line py-2.5 last:border-0 hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
          >
            <div className="min-w-0">
              <Link href={`/maintenance/${maintenance.id}`} className="link-row block truncate font-medium">
                {maintenance.title}
              </Link>
              <p className="text-sm text-ink-faint">
                {coverWords(maintenance, projects.find(({ id }) => id === maintenance.project_id)?.name)}
                {maintenance.when.kind === 'recurring' && ` · ${maintenance.when.schedule_in_words}`}
              </p>
            </div>
            <div className="text-sm sm:text-right">
              <StateLine state={statusMarks[maintenance.status]} words={statusWords[maintenance.status]} />
              <p className="text-ink-faint">
                <WhenLine maintenance={maintenance} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function NonePlanned({ mayWrite }: { mayWrite: boolean }) {
  return (
    <EmptyState
      title="No work is planned"
      action={
        mayWrite && (
          <Button asChild variant="primary">
            <Link href="/maintenance/new">Plan a maintenance</Link>
          </Button>
        )
      }
    >
      While a maintenance runs its monitors are checked as ever, but nobody is woken: alerts wait until it is
      over, and the time counts as neither up nor down.
    </EmptyState>
  );
}
