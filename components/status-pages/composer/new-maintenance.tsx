'use client';

import type { ReactNode } from 'react';
import type { Action } from '@/components/forms/action-result';
import { emptyMaintenance, toMaintenanceInput } from '@/components/status-pages/composer/maintenance-draft';
import { MaintenanceFields } from '@/components/status-pages/composer/maintenance-fields';
import { NewBar } from '@/components/status-pages/composer/new-bar';
import { TellPanel } from '@/components/status-pages/composer/tell-panel';
import { useNewForm } from '@/components/status-pages/composer/use-new-form';
import { usePage } from '@/components/status-pages/use-page';
import { useHydrated } from '@/components/time/clock';
import { Skeleton } from '@/components/ui/empty-state';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type NewMaintenanceProps = { page: StatusPageView; create: Action<PageIncidentView>; cancel: ReactNode };

/** Drawn in the browser alone: what it begins with depends on its clock. */
export function NewMaintenance(props: NewMaintenanceProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-3xl" />;
}

function Form({ page: initial, create, cancel }: NewMaintenanceProps) {
  const { page } = usePage(initial);
  const { draft, change, errors, notify, setNotify, bar, onSubmit } = useNewForm({
    first: () => emptyMaintenance(initial.time_zone, Date.now()),
    create: (typed, how) =>
      create(toMaintenanceInput(typed, { pageId: page.id, timeZone: page.time_zone, ...how })),
    done: 'Announced.',
  });
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      <MaintenanceFields page={page} draft={draft} change={change} errors={errors} />
      <TellPanel page={page} componentIds={draft.componentIds} notify={notify} onChange={setNotify}>
        <p className="mt-2 pl-11 text-sm text-ink-faint">
          Now, and when it begins and ends. It does both on the page by itself; no monitor is silenced by it.
        </p>
      </TellPanel>
      <NewBar
        {...bar}
        publishWord="Announce"
        shown={['/title', '/body', '/scheduled_for', '/scheduled_until', '/component_ids']}
        cancel={cancel}
      />
    </form>
  );
}
