'use client';

import { NamedOptions, Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type ProjectFieldProps = {
  projects: readonly { id: string; name: string }[];
  value: string;
  onChange: (projectId: string) => void;
  errors: readonly FieldError[] | undefined;
};

/** Which project something new belongs to. */
export function ProjectField({ projects, value, onChange, errors }: ProjectFieldProps) {
  return (
    <Field label="Project" pointer="/project_id" errors={errors}>
      {(props) => (
        <Select {...props} value={value} onChange={(event) => onChange(event.target.value)}>
          <NamedOptions of={projects} />
        </Select>
      )}
    </Field>
  );
}
