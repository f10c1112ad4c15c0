'use client';

import type { AlertingDraft } from '@/components/monitors/alerting-draft';
import { NamedOptions, Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

/** What a monitor can go by, and what it can depend on. */
export type AlertingChoices = {
  policies: readonly { id: string; name: string; projectId: string; isDefault: boolean }[];
  monitors: readonly { id: string; name: string }[];
};

type AlertingFieldsProps = {
  draft: AlertingDraft & { projectId: string };
  change: (patch: Partial<AlertingDraft>) => void;
  errors: readonly FieldError[] | undefined;
  choices: AlertingChoices;
};

/** Whom to tell when it is down, how grave that is, and what else must be up for it. */
export function AlertingFields({ draft, change, errors, choices }: AlertingFieldsProps) {
  const policies = choices.policies.filter(({ projectId }) => projectId === draft.projectId);
  const standard = policies.find(({ isDefault }) => isDefault);
  const isForeign = draft.policyId !== '' && !policies.some(({ id }) => id === draft.policyId);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Policy" pointer="/policy_id" errors={errors} hint="Who is told, and in which steps.">
        {(field) => (
          <Select
            {...field}
            value={draft.policyId}
            onChange={(event) => change({ policyId: event.target.value })}
          >
            <option value="">
              {standard === undefined ? 'All channels, at once' : `As the project: ${standard.name}`}
            </option>
            {isForeign && <option value={draft.policyId}>Of another project</option>}
            <NamedOptions of={policies} />
          </Select>
        )}
      </Field>
      <Field
        label="Severity"
        pointer="/severity"
        errors={errors}
        hint="Quiet hours do not hold back what is critical."
      >
        {(field) => (
          <Select
            {...field}
            value={draft.severity}
            onChange={(event) =>
              change({ severity: event.target.value === 'critical' ? 'critical' : 'normal' })
            }
          >
            <option value="normal">Normal</option>
            <option value="critical">Critical</option>
          </Select>
        )}
      </Field>
      <Field
        label="Depends on"
        pointer="/parent_id"
        errors={errors}
        optional
        hint="While that monitor is down, this one’s alerts wait."
        className="sm:col-span-2"
      >
        {(field) => (
          <Select
            {...field}
            value={draft.parentId}
            onChange={(event) => change({ parentId: event.target.value })}
          >
            <option value="">Nothing</option>
            <NamedOptions of={choices.monitors} />
          </Select>
        )}
      </Field>
    </div>
  );
}
