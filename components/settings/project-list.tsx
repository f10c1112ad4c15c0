'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { Instant } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Input } from '@/components/ui/controls';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { toast } from '@/components/ui/toast-store';
import type { ProjectView } from '@/lib/projects/schema';

type ProjectListProps = {
  initial: readonly ProjectView[];
  create: Action<ProjectView>;
  update: Action<ProjectView>;
  remove: Action<void>;
};

export function ProjectList({ initial, create, update, remove }: ProjectListProps) {
  const mayWrite = useMay('project.write');
  const router = useRouter();
  const { run } = useCommand();
  const removeProject = async (project: ProjectView) => {
    const result = await run('delete', () => remove({ id: project.id }), `Deleted ${project.name}.`);
    if (result.ok) router.refresh();
  };
  return (
    <>
      <Table label="Projects">
        <Head>
          <tr>
            <HeadCell>Name</HeadCell>
            <HeadCell>Short name</HeadCell>
            <HeadCell className="max-sm:hidden">Made</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </Head>
        <tbody>
          {initial.map((project) => (
            <Row key={project.id}>
              <Cell className="font-medium">{project.name}</Cell>
              <Cell className="font-mono text-sm text-ink-soft">{project.slug}</Cell>
              <Cell className="text-ink-soft max-sm:hidden">
                <Instant at={project.created_at} style="day" />
              </Cell>
              <Cell numeric>
                {mayWrite && (
                  <>
                    <ProjectDialog
                      label="Edit"
                      title={`Edit ${project.name}`}
                      project={project}
                      save={update}
                    />
                    <ConfirmDialog
                      title={`Delete ${project.name}?`}
                      description="All its monitors, incidents and channels go with it. This cannot be undone."
                      confirm="Delete project"
                      onConfirm={() => removeProject(project)}
                      trigger={
                        <Button variant="danger-quiet" size="sm" aria-label={`Delete ${project.name}`}>
                          Delete
                        </Button>
                      }
                    />
                  </>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {mayWrite && (
        <div className="mt-5">
          <ProjectDialog label="New project" title="New project" save={create} />
        </div>
      )}
    </>
  );
}

type ProjectDialogProps = { label: string; title: string; project?: ProjectView; save: Action<ProjectView> };

function ProjectDialog({ label, title, project, save }: ProjectDialogProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { pending, fault, errors, submit, setFault } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const slug = String(form.get('slug') ?? '').trim();
    const input = { ...(project && { id: project.id }), name: form.get('name'), ...(slug && { slug }) };
    const result = await submit(() => save(input));
    if (!result.ok) return;
    toast(project ? 'Saved.' : `Made ${result.data.name}.`);
    setOpen(false);
    router.refresh();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFault(null);
      }}
      title={title}
      trigger={
        project ? (
          <Button variant="ghost" size="sm" aria-label={title}>
            {label}
          </Button>
        ) : (
          <Button variant="primary">{label}</Button>
        )
      }
    >
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <Field label="Name" pointer="/name" errors={errors}>
          {(props) => <Input {...props} name="name" defaultValue={project?.name} autoComplete="off" />}
        </Field>
        <Field
          label="Short name"
          pointer="/slug"
          errors={errors}
          optional={project === undefined}
          hint="Used in addresses, such as web-shop."
        >
          {(props) => (
            <Input
              {...props}
              name="slug"
              defaultValue={project?.slug}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </Field>
        <FaultLine fault={fault} shown={['/name', '/slug']} />
        <Button type="submit" variant="primary" pending={pending}>
          {project ? 'Save' : 'Make the project'}
        </Button>
      </form>
    </Dialog>
  );
}
