'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import type { ActionResult } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { validate } from '@/components/forms/validate';
import { Button } from '@/components/ui/button';
import type { FieldError } from '@/lib/core/errors';
import type { createMonitorInput, MonitorView, updateMonitorInput } from '@/lib/monitors/schema';

type Schema = typeof createMonitorInput | typeof updateMonitorInput;

type Fields<Draft> = {
  draft: Draft;
  change: (patch: Partial<Draft>) => void;
  errors: readonly FieldError[] | undefined;
};

type MonitorFormProps<Draft> = {
  initial: Draft;
  label: string;
  toInput: (draft: Draft) => unknown;
  /** What the schema is asked about, where that is not what is sent: a merge patch says too little to be judged. */
  toChecked?: (draft: Draft) => unknown;
  /** Loaded when first needed, so that the page does not wait for it. */
  loadSchema: () => Promise<Schema>;
  save: (input: unknown) => Promise<ActionResult<MonitorView>>;
  onSaved: (monitor: MonitorView) => void;
  /** The pointers whose faults stand at a field. */
  shown: readonly string[];
  cancel?: ReactNode;
  children: (fields: Fields<Draft>) => ReactNode;
};

export function MonitorForm<Draft extends object>({
  initial,
  label,
  toInput,
  toChecked = toInput,
  loadSchema,
  save,
  onSaved,
  shown,
  cancel,
  children,
}: MonitorFormProps<Draft>) {
  const [draft, setDraft] = useState(initial);
  const { pending, fault, errors, submit } = useSubmit();
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(async () => {
      const checked = validate(await loadSchema(), toChecked(draft));
      return checked.ok ? save(toInput(draft)) : checked;
    });
    if (result.ok) onSaved(result.data);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      {children({ draft, change, errors })}
      <div className="sticky bottom-14 z-10 -mx-4 space-y-3 border-t border-line bg-canvas px-4 py-3 md:bottom-0 md:mx-0 md:px-0">
        <FaultLine fault={fault} shown={shown} />
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
