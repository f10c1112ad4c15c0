'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { emptyMaintenance, toMaintenanceInput } from '@/components/status-pages/composer/maintenance-draft';
import { MaintenanceFields } from '@/components/status-pages/composer/maintenance-fields';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { usePage } from '@/components/status-pages/use-page';
import { useHydrated } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type NewMaintenanceProps = { page: StatusPageView; create: Action<PageIncidentView>; cancel: ReactNode };

/** Drawn in the browser alone: what it begins with depends on its clock. */
export function NewMaintenance(props: NewMaintenanceProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-3xl" />;
}

function Form({ page: initial, create, cancel }: NewMaintenanceProps) {
  const router = useRouter();
  const { page } = usePage(initial);
  const [first] = useState(() => emptyMaintenance(initial.time_zone, Date.now()));
  const [draft, setDraft] = useState(first);
  const [notify, setNotify] = useState(true);
  const [isSaved, setSaved] = useState(false);
  const [asDraft, setAsDraft] = useState(false);
  const form = useSubmit();
  const save = async (isDraft: boolean) => {
    setAsDraft(isDraft);
    const sending = { pageId: page.id, timeZone: page.time_zone, isDraft, notify };
    const result = await form.submit(() => create(toMaintenanceInput(draft, sending)));
    if (!result.ok) return;
    setSaved(true);
    toast(isDraft ? 'Kept as a draft. Nobody sees it yet.' : 'Announced.');
    router.push(`/status-pages/${page.id}/incidents/${result.data.id}`);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save(false);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      <MaintenanceFields
        page={page}
        draft={draft}
        change={(patch) => setDraft((before) => ({ ...before, ...patch }))}
        errors={form.errors}
      />
      <Panel title="Who will be told">
        <WhoIsTold page={page} componentIds={draft.componentIds} notify={notify} onChange={setNotify} />
        <p className="mt-2 pl-11 text-sm text-ink-faint">
          Now, and when it begins and ends. It does both on the page by itself; no monitor is silenced by it.
        </p>
      </Panel>
      <FaultLine
        fault={form.fault}
        shown={['/title', '/body', '/scheduled_for', '/scheduled_until', '/component_ids']}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={form.pending && !asDraft}>
          Announce
        </Button>
        <Button pending={form.pending && asDraft} onClick={() => void save(true)}>
          Save as draft
        </Button>
        {cancel}
      </div>
      <LeaveGuard isDirty={!isSaved && JSON.stringify(draft) !== JSON.stringify(first)} />
    </form>
  );
}
