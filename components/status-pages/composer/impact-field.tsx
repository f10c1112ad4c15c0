'use client';

import type { ChosenImpact } from '@/components/status-pages/composer/incident-draft';
import { impactWords } from '@/components/status-pages/composer/words';
import { Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import type { PageIncidentImpact } from '@/lib/status-pages/constants';

const impacts = ['none', 'minor', 'major', 'critical'] as const;

type ImpactFieldProps = {
  value: ChosenImpact | null;
  /** What it is where nobody chooses. */
  reckoned: PageIncidentImpact;
  onChange: (impact: ChosenImpact | null) => void;
  errors: readonly FieldError[] | undefined;
};

export function ImpactField({ value, reckoned, onChange, errors }: ImpactFieldProps) {
  return (
    <Field
      label="Impact"
      pointer="/impact"
      errors={errors}
      hint="Colours the incident and the page. Reckoned, it is the worst that a component was."
    >
      {(props) => (
        <Select
          {...props}
          value={value ?? ''}
          onChange={(event) => onChange(impacts.find((each) => each === event.target.value) ?? null)}
        >
          <option value="">{`Reckoned: ${impactWords[reckoned].toLowerCase()}`}</option>
          {impacts.map((each) => (
            <option key={each} value={each}>
              {impactWords[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
