'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ProjectField } from '@/components/forms/project-field';
import { useSubmit } from '@/components/forms/use-action';
import type { PickedMonitor } from '@/components/status-pages/editor/find-monitors';
import { MonitorPicker } from '@/components/status-pages/editor/monitor-picker';
import { proposedSlug } from '@/components/status-pages/editor/slug';
import { SlugField } from '@/components/status-pages/editor/slug-field';
import { useHydrated } from '@/components/time/clock';
import { viewerZone } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { Input } from '@/components/ui/controls';
import { Skeleton } from '@/components/ui/empty-state';
import { errorsAt, Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { FieldError } from '@/lib/core/errors';
import { maxComponents } from '@/lib/status-pages/constants';
import type { CreateStatusPageInput, StatusPageView } from '@/lib/status-pages/schema';

type NewPageProps = {
  projects: readonly { id: string; name: string }[];
  projectId: string;
  create: Action<StatusPageView>;
  cancel: ReactNode;
};

type NewPageDraft = {
  projectId: string;
  name: string;
  /** Null while it follows the name. */
  slug: string | null;
  monitors: readonly PickedMonitor[];
  isPublished: boolean;
};

const fresh = { name: '', slug: null, monitors: [], isPublished: true };

function toInput({ projectId, name, slug, monitors, isPublished }: NewPageDraft): CreateStatusPageInput {
  return {
    project_id: projectId,
    name,
    is_published: isPublished,
    time_zone: viewerZone(),
    monitor_ids: monitors.map(({ id }) => id),
    ...(slug !== null && slug !== '' && { slug }),
  };
}

/**
 * What a page needs to be one; everything else is changed in its editor. Not before the browser has taken over: what is typed
 * into a form of the server would be lost with it.
 */
export function NewPage(props: NewPageProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-2xl" />;
}

function Form({ projects, projectId, create, cancel }: NewPageProps) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const [draft, setDraft] = useState<NewPageDraft>({ projectId, ...fresh });
  const change = (patch: Partial<NewPageDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const fields = { draft, change, errors };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() => create(toInput(draft)));
    if (!result.ok) return;
    toast(draft.isPublished ? 'Made and published.' : 'Made. It is a draft until you publish it.');
    router.push(`/status-pages/${result.data.id}`);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-2xl space-y-8">
      <div className="space-y-4">
        {projects.length > 1 && (
          <ProjectField
            projects={projects}
            value={draft.projectId}
            onChange={(id) => change({ projectId: id, monitors: [] })}
            errors={errors}
          />
        )}
        <NameFields {...fields} />
      </div>
      <Monitors {...fields} />
      <CheckField
        kind="switch"
        label="Publish now"
        hint={
          draft.isPublished
            ? 'Whoever has the address can read it at once.'
            : 'It stays a draft, which nobody else sees, until you publish it.'
        }
        checked={draft.isPublished}
        onChange={(event) => change({ isPublished: event.target.checked })}
      />
      <FaultLine fault={fault} shown={['/name', '/slug', '/monitor_ids', '/project_id']} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          Make the status page
        </Button>
        {cancel}
      </div>
    </form>
  );
}

type NewPageFieldsProps = {
  draft: NewPageDraft;
  change: (patch: Partial<NewPageDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

function NameFields({ draft, change, errors }: NewPageFieldsProps) {
  return (
    <>
      <Field label="Name" pointer="/name" errors={errors} hint="At the top of the page, for your customers.">
        {(props) => (
          <Input
            {...props}
            autoFocus
            placeholder="Acme Status"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <SlugField
        value={draft.slug ?? proposedSlug(draft.name)}
        onChange={(slug) => change({ slug })}
        errors={errors}
        hint={
          draft.slug === null ? 'Proposed from the name. A domain of your own can be added later.' : undefined
        }
      />
    </>
  );
}

function Monitors({ draft, change, errors }: NewPageFieldsProps) {
  return (
    <Panel title="Monitors" hint="each becomes a line of the page">
      <MonitorPicker
        key={draft.projectId}
        projectId={draft.projectId}
        value={draft.monitors}
        onChange={(monitors) => change({ monitors })}
        most={maxComponents}
      />
      {errorsAt(errors, '/monitor_ids').length > 0 && (
        <p className="mt-1 text-sm text-danger">
          One of these monitors is gone. Choose them again from the list.
        </p>
      )}
    </Panel>
  );
}
