'use client';

import type { ReactNode } from 'react';
import type { ConfigDraft } from '@/components/channels/draft';
import { CheckField } from '@/components/ui/check-field';
import { Input, Select, Textarea } from '@/components/ui/controls';
import { Field, type FieldControlProps } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import { mask } from '@/lib/notifiers/constants';
import type { ConfigField } from '@/lib/notifiers/rules/kind';

type ConfigFieldsProps = {
  fields: readonly ConfigField[];
  draft: ConfigDraft;
  change: (patch: ConfigDraft) => void;
  errors: readonly FieldError[] | undefined;
};

/** The form of a kind of channel, made of what its kind says of its fields. */
export function ConfigFields({ fields, draft, change, errors }: ConfigFieldsProps) {
  return fields.map((field) => {
    const { name, label, hint, optional } = field;
    const value = draft[name];
    if (field.input === 'switch') {
      return (
        <CheckField
          key={name}
          kind="switch"
          label={label}
          hint={hint}
          checked={value === true}
          onChange={(event) => change({ [name]: event.target.checked })}
        />
      );
    }
    const text = typeof value === 'string' ? value : '';
    const isKept = text === mask;
    return (
      <Field
        key={name}
        label={label}
        pointer={`/config/${name}`}
        errors={firstOfEach(errors)}
        hint={isKept ? 'It is stored and not shown. Leave it so to keep it, or type a new one.' : hint}
        {...(optional === true && { optional })}
      >
        {(props) => (
          <ConfigControl
            field={field}
            value={text}
            onChange={(next) => change({ [name]: next })}
            props={props}
          />
        )}
      </Field>
    );
  });
}

/** Of what is empty a schema may say two things. */
function firstOfEach(errors: ConfigFieldsProps['errors']): readonly FieldError[] {
  const firsts = new Map((errors ?? []).toReversed().map((error) => [error.pointer, error]));
  return [...firsts.values()].toReversed();
}

type ConfigControlProps = {
  field: ConfigField;
  value: string;
  onChange: (value: string) => void;
  props: FieldControlProps;
};

function ConfigControl({ field, value, onChange, props }: ConfigControlProps): ReactNode {
  const { input, placeholder, choices = [], optional } = field;
  const common = {
    ...props,
    value,
    spellCheck: false,
    autoComplete: 'off',
    ...(placeholder !== undefined && { placeholder }),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (input) {
    case 'text':
      return <Input {...common} />;
    case 'number':
      return <Input {...common} inputMode="decimal" className="max-w-40" />;
    case 'url':
      return <Input {...common} inputMode="url" className="font-mono text-sm" />;
    case 'secret':
    case 'secret_url':
      return (
        <Input
          {...common}
          // Not of type password: browsers would offer to save it as the one of this site.
          className="font-mono text-sm"
          {...(input === 'secret_url' && { inputMode: 'url' })}
          onFocus={(event) => value === mask && event.target.select()}
        />
      );
    case 'long_text':
      return <Textarea {...common} rows={3} />;
    case 'list':
      return <Textarea {...common} rows={3} />;
    case 'headers':
      return <Textarea {...common} rows={2} className="font-mono text-sm" />;
    case 'choice':
      return (
        <Select {...props} value={value} onChange={common.onChange}>
          {optional === true && <option value="">Not set</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      );
    case 'switch':
      return null;
  }
}

type NameFieldProps = {
  value: string;
  onChange: (name: string) => void;
  errors: readonly FieldError[] | undefined;
};

export function NameField({ value, onChange, errors }: NameFieldProps) {
  return (
    <Field
      label="Name"
      pointer="/name"
      errors={errors}
      optional
      hint="Left empty, it is named after where it sends to."
    >
      {(props) => (
        <Input
          {...props}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
