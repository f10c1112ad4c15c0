'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ProjectField } from '@/components/forms/project-field';
import { useSubmit } from '@/components/forms/use-action';
import { draftOf, type MaintenanceDraft, newDraft, toInput, whenOf } from '@/components/maintenance/draft';
import { MonitorsField, type NamedMonitor } from '@/components/maintenance/monitors-field';
import { useWindowsReading } from '@/components/maintenance/use-windows-reading';
import { WhenFields } from '@/components/maintenance/when-fields';
import { WindowsPreview } from '@/components/maintenance/windows-preview';
import { useHydrated } from '@/components/time/clock';
import { viewerZone } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { Input, Textarea } from '@/components/ui/controls';
import { Skeleton } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { MaintenanceView } from '@/lib/maintenance/schema';

type MaintenanceFormProps = {
  /** Left out for a new one. */
  maintenance?: MaintenanceView;
  projects: readonly { id: string; name: string }[];
  projectId: string;
  /** The names of the monitors that are chosen already. */
  known: readonly NamedMonitor[];
  save: Action<MaintenanceView>;
  cancel: ReactNode;
};

/** Drawn in the browser alone: what it begins with depends on the zone of the viewer. */
export function MaintenanceForm(props: MaintenanceFormProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-2xl" />;
}

function Form({ maintenance, projects, projectId, known, save, cancel }: MaintenanceFormProps) {
  const router = useRouter();
  const { pending, fault, errors: sent, submit } = useSubmit();
  const [draft, setDraft] = useState<MaintenanceDraft>(() => {
    const nowMs = Date.now();
    return maintenance === undefined
      ? newDraft(projectId, viewerZone(), nowMs)
      : draftOf(maintenance, viewerZone(), nowMs);
  });
  const change = (patch: Partial<MaintenanceDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const running =
    maintenance?.status === 'active' && maintenance.when.kind === 'once' ? maintenance.when : null;
  const reading = useWindowsReading(whenOf(draft), running !== null);
  const errors = [
    ...(sent ?? []).filter(({ pointer }) => !pointer.startsWith('/when')),
    ...(reading === null ? (sent ?? []) : reading.ok ? [] : reading.errors),
  ];
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = toInput(draft, running?.starts_at ?? null);
    const { project_id, ...changed } = input;
    const result = await submit(() =>
      save(maintenance === undefined ? input : { id: maintenance.id, ...changed }),
    );
    if (!result.ok) return;
    toast(maintenance === undefined ? 'Planned.' : 'Saved.');
    router.push(`/maintenance/${result.data.id}`);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-2xl space-y-8">
      <Panel title="What">
        <div className="space-y-4">
          <Field label="Title" pointer="/title" errors={errors}>
            {(props) => (
              <Input
                {...props}
                placeholder="Move the database"
                value={draft.title}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
          <Field label="What is done" pointer="/description" errors={errors} optional>
            {(props) => (
              <Textarea
                {...props}
                rows={2}
                value={draft.description}
                onChange={(event) => change({ description: event.target.value })}
              />
            )}
          </Field>
        </div>
      </Panel>
      <Panel title="When">
        <div className="space-y-4">
          <WhenFields draft={draft} change={change} errors={errors} isRunning={running !== null} />
          <WindowsPreview reading={reading} timeZone={draft.timeZone} />
        </div>
      </Panel>
      <Panel title="Which monitors">
        <div className="space-y-4">
          {maintenance === undefined && projects.length > 1 && (
            <ProjectField
              projects={projects}
              value={draft.projectId}
              onChange={(id) => change({ projectId: id, monitorIds: [] })}
              errors={errors}
            />
          )}
          <MonitorsField
            key={draft.projectId}
            projectId={draft.projectId}
            coversProject={draft.coversProject}
            monitorIds={draft.monitorIds}
            known={known}
            change={change}
            errors={errors}
          />
        </div>
      </Panel>
      <Panel title="Who is told">
        <CheckField
          label="Announce on status pages"
          hint="On the pages that show one of these monitors, from two weeks before. Their subscribers are told when it is announced, begins and ends."
          checked={draft.isAnnounced}
          onChange={(event) => change({ isAnnounced: event.target.checked })}
        />
      </Panel>
      <FaultLine fault={fault} shown={['/title', '/description', '/when', '/monitor_ids', '/project_id']} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {maintenance === undefined ? 'Plan the maintenance' : 'Save'}
        </Button>
        {cancel}
      </div>
    </form>
  );
}
