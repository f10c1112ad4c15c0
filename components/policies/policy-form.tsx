'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ProjectField } from '@/components/forms/project-field';
import { useSubmit } from '@/components/forms/use-action';
import { validate } from '@/components/forms/validate';
import {
  newPolicyDraft,
  type PolicyChoices,
  type PolicyDraft,
  policyDraftOf,
  toPolicyInput,
} from '@/components/policies/draft';
import { QuietFields, ReminderFields, TransitionFields } from '@/components/policies/further-fields';
import { StepFields } from '@/components/policies/step-fields';
import { PolicySummary } from '@/components/policies/summary';
import { useHydrated } from '@/components/time/clock';
import { viewerZone } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { Input } from '@/components/ui/controls';
import { Skeleton } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { PolicyView } from '@/lib/policies/schema';

type PolicyFormProps = {
  /** Left out for a new one. */
  policy?: PolicyView;
  choices: PolicyChoices;
  projectId: string;
  /** Projects that have a default already: a new policy of another one begins as its default. */
  withDefault?: readonly string[];
  save: Action<PolicyView>;
  cancel?: ReactNode;
};

/** Drawn in the browser alone: what it begins with depends on the zone of the viewer. */
export function PolicyForm(props: PolicyFormProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-3xl" />;
}

const pointers = ['/name', '/project_id', '/steps/', '/repeat_', '/quiet_hours'];

function Form({ policy, choices, projectId, withDefault = [], save, cancel }: PolicyFormProps) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const [draft, setDraft] = useState<PolicyDraft>(() =>
    policy === undefined
      ? newPolicyDraft(projectId, viewerZone(), !withDefault.includes(projectId))
      : policyDraftOf(policy, viewerZone()),
  );
  const change = (patch: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = toPolicyInput(draft);
    const result = await submit(async () => {
      const { createPolicyInput } = await import('@/lib/policies/schema');
      const checked = validate(createPolicyInput, input);
      if (!checked.ok) return checked;
      if (policy === undefined) return await save(input);
      return await save({ id: policy.id, ...input, project_id: undefined });
    });
    if (!result.ok) return;
    toast(policy === undefined ? `Made ${result.data.name}.` : 'Saved.');
    router.push('/policies');
  };
  const fields = { draft, change, errors };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" pointer="/name" errors={errors}>
          {(field) => (
            <Input
              {...field}
              autoComplete="off"
              placeholder="Standard"
              maxLength={120}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        {policy === undefined && (
          <ProjectField
            projects={choices.projects}
            value={draft.projectId}
            onChange={(id) => change({ projectId: id, isDefault: !withDefault.includes(id) })}
            errors={errors}
          />
        )}
        <CheckField
          className="sm:col-span-2"
          label="The default of its project"
          hint="It holds for every monitor that names no policy of its own."
          checked={draft.isDefault}
          onChange={(event) => change({ isDefault: event.target.checked })}
        />
      </div>
      <Panel title="Who is told">
        <StepFields {...fields} choices={choices} />
      </Panel>
      <Panel title="Reminders">
        <ReminderFields {...fields} />
      </Panel>
      <Panel title="Quiet hours">
        <QuietFields {...fields} />
      </Panel>
      <Panel title="What is told" hint="besides that it opened">
        <TransitionFields {...fields} />
      </Panel>
      <Panel title="In words">
        <div className="pt-1" aria-live="polite">
          <PolicySummary draft={draft} choices={choices} />
        </div>
      </Panel>
      <div className="sticky bottom-14 z-10 -mx-4 space-y-3 border-t border-line bg-canvas px-4 py-3 md:bottom-0 md:mx-0 md:px-0">
        <FaultLine fault={fault} shown={pointers} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            {policy === undefined ? 'Make the policy' : 'Save'}
          </Button>
          {cancel}
        </div>
      </div>
    </form>
  );
}
