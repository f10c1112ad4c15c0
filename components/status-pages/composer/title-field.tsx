'use client';

import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type TitleFieldProps = {
  value: string;
  onChange: (title: string) => void;
  errors: readonly FieldError[] | undefined;
  placeholder?: string;
};

export function TitleField({ value, onChange, errors, placeholder }: TitleFieldProps) {
  return (
    <Field label="Title" pointer="/title" errors={errors}>
      {(props) => (
        <Input
          {...props}
          maxLength={200}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
