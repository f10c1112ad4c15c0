'use client';

import { type FormEvent, useState } from 'react';
import type { ActionResult } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { validate } from '@/components/forms/validate';
import type { MonitorDraft } from '@/components/monitors/draft';
import { ExpectationFields } from '@/components/monitors/expectation-fields';
import { RequestFields, TargetFields, TimingFields } from '@/components/monitors/monitor-fields';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { createMonitorInput, MonitorView, updateMonitorInput } from '@/lib/monitors/schema';

type Schema = typeof createMonitorInput | typeof updateMonitorInput;

type MonitorFormProps = {
  initial: MonitorDraft;
  projects: readonly { id: string; name: string }[];
  label: string;
  toInput: (draft: MonitorDraft) => unknown;
  /** Loaded when first needed, so that the page does not wait for it. */
  loadSchema: () => Promise<Schema>;
  save: (input: unknown) => Promise<ActionResult<MonitorView>>;
  onSaved: (monitor: MonitorView) => void;
  cancel?: React.ReactNode;
};

const shownPointers = [
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
];

export function MonitorForm({
  initial,
  projects,
  label,
  toInput,
  loadSchema,
  save,
  onSaved,
  cancel,
}: MonitorFormProps) {
  const [draft, setDraft] = useState(initial);
  const { pending, fault, errors, submit } = useSubmit();
  const change = (patch: Partial<MonitorDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = toInput(draft);
    const result = await submit(async () => {
      const checked = validate(await loadSchema(), input);
      return checked.ok ? save(input) : checked;
    });
    if (result.ok) onSaved(result.data);
  };
  const fields = { draft, change, errors };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
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
      <div className="sticky bottom-14 z-10 -mx-4 space-y-3 border-t border-line bg-canvas px-4 py-3 md:bottom-0 md:mx-0 md:px-0">
        <FaultLine fault={fault} shown={shownPointers} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            {label}
          </Button>
          {cancel}
        </div>
      </div>
    </form>
  );
}
