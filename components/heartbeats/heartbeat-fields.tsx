'use client';

import { ProjectField } from '@/components/forms/project-field';
import { AdvancedFields } from '@/components/heartbeats/advanced-fields';
import { graceOf, type HeartbeatDraft, slugOf } from '@/components/heartbeats/draft';
import { DurationField } from '@/components/heartbeats/duration-field';
import { ScheduleFields } from '@/components/heartbeats/schedule-fields';
import { alertingPointers } from '@/components/monitors/alerting-draft';
import { type AlertingChoices, AlertingFields } from '@/components/monitors/alerting-fields';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import type { FieldError } from '@/lib/core/errors';

export type HeartbeatFieldsProps = {
  draft: HeartbeatDraft;
  change: (patch: Partial<HeartbeatDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

/** The pointers that the fields below show; any other fault is told above the button. */
export const heartbeatPointers = [
  '/name',
  '/project_id',
  '/slug',
  '/tags',
  '/failure_threshold',
  '/spec/description',
  '/spec/schedule/',
  '/spec/grace_seconds',
  '/spec/max_run_seconds',
  '/spec/early_tolerance_seconds',
  '/spec/filters/',
  ...alertingPointers,
];

const graces = [60, 300, 600, 3600, 21_600, 86_400];

export function HeartbeatFields({
  projects,
  alerting,
  ...fields
}: HeartbeatFieldsProps & { projects: readonly { id: string; name: string }[]; alerting: AlertingChoices }) {
  const { draft, change, errors } = fields;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" pointer="/name" errors={errors}>
          {(props) => (
            <Input
              {...props}
              autoComplete="off"
              placeholder="Nightly backup"
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <ProjectField
          projects={projects}
          value={draft.projectId}
          onChange={(projectId) => change({ projectId })}
          errors={errors}
        />
      </div>
      <Panel title="When the job runs">
        <div className="pt-1">
          <ScheduleFields {...fields} />
        </div>
      </Panel>
      <Panel title="How late it may be">
        <div className="pt-1">
          <DurationField
            label="Grace"
            pointer="/spec/grace_seconds"
            errors={errors}
            value={graceOf(draft)}
            onChange={(grace) => change({ grace })}
            presets={graces}
            hint="It is down when no ping has come by then. Leave room for how long a run takes."
          />
        </div>
      </Panel>
      <Panel title="Alerts">
        <div className="pt-1">
          <AlertingFields {...fields} choices={alerting} />
        </div>
      </Panel>
      <AdvancedFields {...fields} slug={slugOf(draft)} />
    </>
  );
}
