'use client';

import Link from 'next/link';
import type { Action } from '@/components/forms/action-result';
import { DeleteButton } from '@/components/forms/delete-button';
import { useCommand } from '@/components/forms/use-action';
import { Pagination } from '@/components/lists/pagination';
import { queryPath } from '@/components/lists/query-path';
import { useCursor } from '@/components/lists/use-cursor';
import { useLive } from '@/components/live/use-live';
import type { NamedMonitor } from '@/components/maintenance/monitors-field';
import { windowsPerPage } from '@/components/maintenance/page-size';
import { WhenLine, WindowTime } from '@/components/maintenance/window-time';
import { coverWords, statusMarks, statusWords, windowWords } from '@/components/maintenance/words';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { Instant } from '@/components/time/time';
import { durationWords } from '@/components/time/words';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Panel } from '@/components/ui/panel';
import type { Page } from '@/lib/core/paging';
import type { MaintenanceView, WindowView } from '@/lib/maintenance/schema';

export type MaintenanceActions = {
  end: Action<MaintenanceView>;
  cancel: Action<MaintenanceView>;
  remove: Action<unknown>;
};

type One = { data: MaintenanceView };
type MaintenancePageProps = {
  initial: One;
  windows: Page<WindowView>;
  project: string | undefined;
  monitors: readonly NamedMonitor[];
  actions: MaintenanceActions;
};

export function MaintenancePage({ initial, windows, project, monitors, actions }: MaintenancePageProps) {
  const { data } = useLive<One>(`/maintenances/${initial.data.id}`, { initial });
  const maintenance = (data ?? initial).data;
  const mayWrite = useMay('maintenance.write');
  return (
    <>
      <PageHeader
        title={maintenance.title}
        back={{ href: '/maintenance', name: 'Maintenance' }}
        actions={mayWrite && <Buttons maintenance={maintenance} actions={actions} />}
      >
        <StateLine state={statusMarks[maintenance.status]} words={statusWords[maintenance.status]} />
        {' · '}
        <WhenLine maintenance={maintenance} />
      </PageHeader>
      <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Windows id={maintenance.id} initial={windows} />
        <About maintenance={maintenance} project={project} monitors={monitors} />
      </div>
    </>
  );
}

function Windows({ id, initial }: { id: string; initial: Page<WindowView> }) {
  const cursor = useCursor(id);
  const path = queryPath(`/maintenances/${id}/windows`, { limit: windowsPerPage, cursor: cursor.cursor });
  const { data } = useLive<Page<WindowView>>(path, { initial: cursor.cursor === null ? initial : undefined });
  const page = data ?? initial;
  return (
    <Panel title="Windows">
      <ul>
        {page.data.map((window) => (
          <li
            key={window.id}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2 last:border-0"
          >
            <span>
              <WindowTime window={window} />
            </span>
            <span className="text-ink-faint">{windowWords[window.status]}</span>
          </li>
        ))}
      </ul>
      {page.data.length === 0 && <p className="py-2 text-ink-faint">None is to come.</p>}
      <Pagination page={page.page} {...cursor} />
    </Panel>
  );
}

type AboutProps = Pick<MaintenancePageProps, 'project' | 'monitors'> & { maintenance: MaintenanceView };

function About({ maintenance, project, monitors }: AboutProps) {
  const { when, description, covers_project, is_announced } = maintenance;
  return (
    <div className="space-y-8">
      <Panel title="About">
        <div className="space-y-2">
          {description !== '' && <p className="whitespace-pre-line">{description}</p>}
          {when.kind === 'recurring' && (
            <p>
              {when.schedule_in_words}, for {durationWords(when.duration_minutes * 60)}
              {when.until !== null && (
                <>
                  , until <Instant at={when.until} style="day" />
                </>
              )}
            </p>
          )}
          <p className="text-ink-soft">Checks go on, alerts wait until it is over.</p>
          {is_announced && (
            <p className="text-ink-soft">Announced on the status pages that show its monitors.</p>
          )}
        </div>
      </Panel>
      <Panel title="Covers" hint={coverWords(maintenance, project)}>
        {covers_project ? (
          <p className="text-ink-soft">Also the monitors that are added to the project meanwhile.</p>
        ) : (
          <ul>
            {monitors.map(({ id, name }) => (
              <li key={id}>
                <Link className="link block truncate py-0.5" href={`/monitors/${id}`}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function Buttons({ maintenance, actions }: { maintenance: MaintenanceView; actions: MaintenanceActions }) {
  const { pending, run } = useCommand();
  const { id, title, status, when, cancelled_at } = maintenance;
  const isOpen = status === 'active' || status === 'scheduled';
  const cancel = async () => void (await run('cancel', () => actions.cancel({ id }), `Cancelled ${title}.`));
  return (
    <>
      {status === 'active' && (
        <Button
          variant="primary"
          pending={pending === 'end'}
          onClick={() => void run('end', () => actions.end({ id }), 'Ended. Alerts that waited are sent.')}
        >
          End now
        </Button>
      )}
      {isOpen && cancelled_at === null && (
        <Button asChild>
          <Link href={`/maintenance/${id}/edit`}>Edit</Link>
        </Button>
      )}
      {isOpen && cancelled_at === null && (status === 'scheduled' || when.kind === 'recurring') && (
        <ConfirmDialog
          title={`Cancel ${title}?`}
          description={
            status === 'active'
              ? 'The window that runs ends now, and no other begins. What was laid stays in the history.'
              : 'No window of it begins. It stays in the list as cancelled.'
          }
          confirm="Cancel maintenance"
          onConfirm={cancel}
          trigger={<Button>Cancel</Button>}
        />
      )}
      {status !== 'active' && (
        <DeleteButton
          noun="maintenance"
          name={title}
          consequence="Its windows go with it. The time that its monitors spent in maintenance stays as it is."
          remove={() => actions.remove({ id })}
          back="/maintenance"
        />
      )}
    </>
  );
}
