'use client';

import { Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

export type Person = { user_id: string; name: string; email: string };

type AudienceFieldProps = {
  people: readonly Person[];
  value: string;
  onChange: (userId: string) => void;
  errors: readonly FieldError[] | undefined;
};

/** Whether a channel is the project’s, or one member’s own. */
export function AudienceField({ people, value, onChange, errors }: AudienceFieldProps) {
  const chosen = people.find((person) => person.user_id === value);
  return (
    <Field
      label="Who is it for"
      pointer="/user_id"
      errors={errors}
      hint={
        chosen === undefined
          ? 'Told of the incidents of its project, as its policy says.'
          : `Told where a policy or a rota names ${personName(chosen)}, and of nothing else.`
      }
    >
      {(props) => (
        <Select {...props} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Everybody in the project</option>
          {people.map((person) => (
            <option key={person.user_id} value={person.user_id}>
              {person.name === '' ? person.email : `${person.name} (${person.email})`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

export function personName({ name, email }: Pick<Person, 'name' | 'email'>): string {
  return name === '' ? email : name;
}
