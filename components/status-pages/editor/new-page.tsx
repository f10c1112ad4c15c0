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
import { viewerZone } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { Input } from '@/components/ui/controls';
import { errorsAt, Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import { maxComponents } from '@/lib/status-pages/constants';
import type { CreateStatusPageInput, StatusPageView } from '@/lib/status-pages/schema';

type NewPageProps = {
  projects: readonly { id: string; name: string }[];
  projectId: string;
  create: Action<StatusPageView>;
  cancel: ReactNode;
};

/** What a page needs to be one; everything else is changed in its editor. */
export function NewPage({ projects, projectId: firstProject, create, cancel }: NewPageProps) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const [projectId, setProjectId] = useState(firstProject);
  const [name, setName] = useState('');
  const [typedSlug, setTypedSlug] = useState<string | null>(null);
  const [monitors, setMonitors] = useState<readonly PickedMonitor[]>([]);
  const [isPublished, setPublished] = useState(true);
  const slug = typedSlug ?? proposedSlug(name);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input: CreateStatusPageInput = {
      project_id: projectId,
      name,
      is_published: isPublished,
      time_zone: viewerZone(),
      monitor_ids: monitors.map(({ id }) => id),
      ...(typedSlug !== null && typedSlug !== '' && { slug: typedSlug }),
    };
    const result = await submit(() => create(input));
    if (!result.ok) return;
    toast(isPublished ? 'Made and published.' : 'Made. It is a draft until you publish it.');
    router.push(`/status-pages/${result.data.id}`);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-2xl space-y-8">
      <div className="space-y-4">
        {projects.length > 1 && (
          <ProjectField
            projects={projects}
            value={projectId}
            onChange={(id) => {
              setProjectId(id);
              setMonitors([]);
            }}
            errors={errors}
          />
        )}
        <Field
          label="Name"
          pointer="/name"
          errors={errors}
          hint="At the top of the page, for your customers."
        >
          {(props) => (
            <Input
              {...props}
              autoFocus
              placeholder="Acme Status"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <SlugField
          value={slug}
          onChange={setTypedSlug}
          errors={errors}
          hint={
            typedSlug === null
              ? 'Proposed from the name. A domain of your own can be added later.'
              : undefined
          }
        />
      </div>
      <Panel title="Monitors" hint="each becomes a line of the page">
        <MonitorPicker
          key={projectId}
          projectId={projectId}
          value={monitors}
          onChange={setMonitors}
          most={maxComponents}
        />
        {errorsAt(errors, '/monitor_ids').length > 0 && (
          <p className="mt-1 text-sm text-danger">
            One of these monitors is gone. Choose them again from the list.
          </p>
        )}
      </Panel>
      <CheckField
        kind="switch"
        label="Publish now"
        hint={
          isPublished
            ? 'Whoever has the address can read it at once.'
            : 'It stays a draft, which nobody else sees, until you publish it.'
        }
        checked={isPublished}
        onChange={(event) => setPublished(event.target.checked)}
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
