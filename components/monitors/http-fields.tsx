'use client';

import { alertingPointers } from '@/components/monitors/alerting-draft';
import { type AlertingChoices, AlertingFields } from '@/components/monitors/alerting-fields';
import { ExpectationFields } from '@/components/monitors/expectation-fields';
import {
  type FieldsProps,
  RequestFields,
  TargetFields,
  TimingFields,
} from '@/components/monitors/monitor-fields';
import { Panel } from '@/components/ui/panel';

/** The pointers that the fields below show; any other fault is told above the button. */
export const httpPointers = [
  '/spec/url',
  '/spec/method',
  '/spec/headers',
  '/spec/body',
  '/spec/expected_',
  '/spec/forbidden_keyword',
  '/spec/assertions',
  '/spec/auth/',
  '/name',
  '/project_id',
  '/tags',
  '/interval_seconds',
  '/timeout_ms',
  '/failure_threshold',
  '/recovery_threshold',
  '/degraded_after_ms',
  ...alertingPointers,
];

export function HttpFields({
  projects,
  alerting,
  ...fields
}: FieldsProps & { projects: readonly { id: string; name: string }[]; alerting: AlertingChoices }) {
  return (
    <>
      <TargetFields {...fields} projects={projects} />
      <Panel title="When it is up">
        <ExpectationFields {...fields} />
      </Panel>
      <Panel title="How often, how patient">
        <TimingFields {...fields} />
      </Panel>
      <Panel title="Request">
        <RequestFields {...fields} />
      </Panel>
      <Panel title="Alerts">
        <AlertingFields {...fields} choices={alerting} />
      </Panel>
    </>
  );
}
