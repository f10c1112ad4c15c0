'use client';

import { Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type ProjectFieldProps = {
  projects: readonly { id: string; name: string }[];
  value: string;
  onChange: (projectId: string) => void;
  errors: readonly FieldError[] | undefined;
  hint?: string;
};

/** Which project something new belongs to. */
export function ProjectField({ projects, value, onChange, errors, hint }: ProjectFieldProps) {
  return (
    <Field label="Project" pointer="/project_id" errors={errors} {...(hint === undefined ? {} : { hint })}>
      {(props) => (
        <Select {...props} value={value} onChange={(event) => onChange(event.target.value)}>
          {projects.map((project) => (
            <option key={project.id} value={project.id}>
              {project.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
