'use client';

import { type FormEvent, useState } from 'react';
import type { ActionResult } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { componentKindWords, componentStatusWords } from '@/components/status-pages/words';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { Input, NamedOptions, Select, Textarea } from '@/components/ui/controls';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { WordSelect } from '@/components/ui/word-select';
import { type ComponentKind, componentStatuses } from '@/lib/status-pages/constants';
import type { PageComponentView } from '@/lib/status-pages/schema';

/** The fields of a component as its form holds them, named as the API names them. */
type ComponentFields = Pick<
  PageComponentView,
  | 'name'
  | 'description'
  | 'group_id'
  | 'manual_status'
  | 'is_only_shown_if_degraded'
  | 'shows_history'
  | 'shows_response_times'
>;

type ComponentDialogProps = {
  kind: ComponentKind;
  /** Left out for a new one. */
  line?: PageComponentView;
  groups: readonly { id: string; name: string }[];
  onClose: () => void;
  save: (input: Partial<ComponentFields>) => Promise<ActionResult<PageComponentView>>;
};

const fresh: ComponentFields = {
  name: '',
  description: '',
  group_id: null,
  manual_status: 'operational',
  is_only_shown_if_degraded: false,
  shows_history: true,
  shows_response_times: false,
};

/** What its kind has of the fields. The group of what is there already changes by moving it. */
function inputOf(kind: ComponentKind, fields: ComponentFields, isNew: boolean): Partial<ComponentFields> {
  const { name, description, group_id, manual_status, is_only_shown_if_degraded, ...shows } = fields;
  const common = { name, description };
  const placed = isNew && kind !== 'group' ? { group_id } : {};
  switch (kind) {
    case 'group':
      return common;
    case 'static':
      return { ...common, ...placed, manual_status, is_only_shown_if_degraded };
    case 'monitor':
      return { ...common, ...placed, is_only_shown_if_degraded, ...shows };
  }
}

export function ComponentDialog({ kind, line, groups, onClose, save }: ComponentDialogProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const [fields, setFields] = useState<ComponentFields>(line ?? fresh);
  const change = (patch: Partial<ComponentFields>) => setFields((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() => save(inputOf(kind, fields, line === undefined)));
    if (result.ok) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={line === undefined ? `Add a ${componentKindWords[kind]}` : `Edit ${line.name}`}
      {...(line === undefined && { description: explanations[kind] })}
    >
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <Field label="Name" pointer="/name" errors={errors}>
          {(props) => (
            <Input
              {...props}
              autoFocus
              value={fields.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Description" pointer="/description" errors={errors} optional>
          {(props) => (
            <Textarea
              {...props}
              rows={2}
              value={fields.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        {kind === 'static' && <StatusField fields={fields} change={change} />}
        {line === undefined && kind !== 'group' && groups.length > 0 && (
          <GroupField groups={groups} value={fields.group_id} onChange={(group_id) => change({ group_id })} />
        )}
        {kind !== 'group' && <ShowFields kind={kind} fields={fields} change={change} />}
        <FaultLine fault={fault} shown={['/name', '/description']} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {line === undefined ? 'Add' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const explanations: Record<ComponentKind, string> = {
  monitor: 'A monitor says its state.',
  static: 'Something that no monitor watches: you say its status by hand.',
  group: 'A heading over several lines. It shows the worst state among them.',
};

type FieldsProps = { fields: ComponentFields; change: (patch: Partial<ComponentFields>) => void };

function StatusField({ fields, change }: FieldsProps) {
  return (
    <Field
      label="Status"
      pointer="/manual_status"
      hint="It stays until you change it, or an incident says another."
    >
      {(props) => (
        <WordSelect
          {...props}
          values={componentStatuses}
          words={componentStatusWords}
          value={fields.manual_status ?? 'operational'}
          onChange={(manual_status) => change({ manual_status })}
        />
      )}
    </Field>
  );
}

type GroupFieldProps = {
  groups: readonly { id: string; name: string }[];
  value: string | null;
  onChange: (groupId: string | null) => void;
};

export function GroupField({ groups, value, onChange }: GroupFieldProps) {
  return (
    <Field label="Group">
      {(props) => (
        <Select
          {...props}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">None</option>
          <NamedOptions of={groups} />
        </Select>
      )}
    </Field>
  );
}

function ShowFields({ kind, fields, change }: FieldsProps & { kind: ComponentKind }) {
  return (
    <div className="space-y-2">
      <CheckField
        label="Only show when it is not well"
        hint="While it works, visitors do not see the line."
        checked={fields.is_only_shown_if_degraded}
        onChange={(event) => change({ is_only_shown_if_degraded: event.target.checked })}
      />
      {kind === 'monitor' && (
        <>
          <CheckField
            label="Show the last 90 days"
            hint="A bar for each day, and the uptime."
            checked={fields.shows_history}
            onChange={(event) => change({ shows_history: event.target.checked })}
          />
          <CheckField
            label="Show response times"
            hint="A line of the last day."
            checked={fields.shows_response_times}
            onChange={(event) => change({ shows_response_times: event.target.checked })}
          />
        </>
      )}
    </div>
  );
}
