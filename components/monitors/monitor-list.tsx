'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { LoadError } from '@/components/lists/load-error';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useAddress } from '@/components/lists/use-address';
import { useCursor } from '@/components/lists/use-cursor';
import { useRowKeys } from '@/components/lists/use-row-keys';
import { useLive } from '@/components/live/use-live';
import { BulkBar } from '@/components/monitors/bulk-bar';
import { MonitorFilters } from '@/components/monitors/monitor-filters';
import { MonitorRow } from '@/components/monitors/monitor-row';
import { monitorsPerPage } from '@/components/monitors/page-size';
import { useMay } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/controls';
import { EmptyState } from '@/components/ui/empty-state';
import { HeadCell } from '@/components/ui/table';
import type { Page } from '@/lib/core/paging';
import type { MonitorView } from '@/lib/monitors/schema';

type MonitorListProps = {
  initial: Page<MonitorView>;
  initialPath: string;
  projects: readonly { id: string; name: string }[];
  bulk: Action<unknown>;
};

export function MonitorList({ initial, initialPath, projects, bulk }: MonitorListProps) {
  const { params } = useAddress();
  const filter = {
    q: params.get('q'),
    status: params.get('status'),
    type: params.get('type'),
    project_id: params.get('project'),
  };
  const cursor = useCursor(JSON.stringify(filter));
  const path = queryPath('/monitors', { limit: monitorsPerPage, ...filter, cursor: cursor.cursor });
  const query = useLive<Page<MonitorView>>(path, { initial: path === initialPath ? initial : undefined });
  const monitors = query.data?.data ?? [];
  const mayWrite = useMay('monitor.write');
  const list = useRef<HTMLTableSectionElement>(null);
  useRowKeys(list);
  const { selected, toggle, setSelected } = useSelection(monitors);
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <>
      <MonitorFilters />
      {query.error && !query.data && <LoadError error={query.error} retry={() => void query.refetch()} />}
      {query.data &&
        monitors.length === 0 &&
        (isFiltered ? <NoneFound /> : <NoMonitors mayWrite={mayWrite} />)}
      {monitors.length > 0 && (
        <table className="w-full table-fixed border-collapse text-left">
          <thead className="border-b border-line">
            <tr>
              {mayWrite && (
                <th scope="col" className="w-8 py-1 text-left">
                  <Checkbox
                    aria-label="Select all monitors of this page"
                    checked={selected.size === monitors.length}
                    ref={(box) => {
                      if (box) box.indeterminate = selected.size > 0 && selected.size < monitors.length;
                    }}
                    onChange={(event) =>
                      setSelected(new Set(event.target.checked ? monitors.map((monitor) => monitor.id) : []))
                    }
                  />
                </th>
              )}
              <HeadCell className="pl-0">Monitor</HeadCell>
              <HeadCell className="w-48 max-md:hidden">State</HeadCell>
              <HeadCell className="w-36 max-lg:hidden">Project</HeadCell>
              <HeadCell className="w-24 max-md:hidden" numeric>
                Every
              </HeadCell>
              <HeadCell className="w-32 max-sm:hidden" numeric>
                Last seen
              </HeadCell>
            </tr>
          </thead>
          <tbody ref={list}>
            {monitors.map((monitor) => (
              <MonitorRow
                key={monitor.id}
                monitor={monitor}
                projectName={projects.find((project) => project.id === monitor.project_id)?.name ?? ''}
                selection={mayWrite ? { isSelected: selected.has(monitor.id), toggle } : null}
              />
            ))}
          </tbody>
        </table>
      )}
      <Pagination page={query.data?.page} {...cursor} />
      {selected.size > 0 && <BulkBar ids={[...selected]} clear={() => setSelected(new Set())} bulk={bulk} />}
    </>
  );
}

/** Only what is on the page can be selected: nobody deletes what they do not see. */
function useSelection(monitors: readonly MonitorView[]) {
  const [chosen, setSelected] = useState<ReadonlySet<string>>(new Set());
  const selected = new Set(monitors.map((monitor) => monitor.id).filter((id) => chosen.has(id)));
  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setSelected(new Set());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return { selected, toggle, setSelected };
}

function NoneFound() {
  return (
    <EmptyState title="No monitor matches">
      Try a shorter search, another state or kind, or{' '}
      <Link className="link text-ink" href="/monitors">
        show all monitors
      </Link>
      .
    </EmptyState>
  );
}

function NoMonitors({ mayWrite }: { mayWrite: boolean }) {
  return (
    <EmptyState
      title="Nothing is watched yet"
      action={
        mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button asChild variant="primary">
              <Link href="/monitors/new">Watch a website</Link>
            </Button>
            <Button asChild>
              <Link href="/monitors/new?type=heartbeat">Wait for a job</Link>
            </Button>
          </div>
        )
      }
    >
      {mayWrite
        ? 'Give an address, and it is checked at once and then every minute. Or let a backup or a cron job call, and silence is noticed.'
        : 'An editor of this organization can add the first monitor.'}
    </EmptyState>
  );
}
