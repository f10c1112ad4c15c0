import type { ComponentProps } from 'react';
import { UnitInput } from '@/components/ui/controls';
import { Field, type FieldWords } from '@/components/ui/field';

type UnitFieldProps = FieldWords &
  Pick<ComponentProps<typeof UnitInput>, 'unit' | 'min' | 'max' | 'step' | 'inputMode'> & {
    /** As it is typed. */
    value: string;
    onChange: (text: string) => void;
  };

/** A number with its unit. */
export function UnitField({ unit, min, max, step, inputMode, value, onChange, ...field }: UnitFieldProps) {
  return (
    <Field {...field}>
      {(props) => (
        <UnitInput
          {...props}
          {...{ unit, min, max, step, value }}
          {...(inputMode && { inputMode })}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
