'use client';

import { ComponentsField } from '@/components/status-pages/composer/components-field';
import { Segmented } from '@/components/ui/segmented';
import type { FieldError } from '@/lib/core/errors';
import type { PageComponentView } from '@/lib/status-pages/schema';

const scopes = [
  { value: 'all', label: 'Everything' },
  { value: 'some', label: 'Some components' },
] as const;

type ScopeFieldProps = {
  components: readonly PageComponentView[];
  /** Null: everything, what is added later too. */
  value: readonly string[] | null;
  onChange: (componentIds: readonly string[] | null) => void;
  errors: readonly FieldError[] | undefined;
};

export function ScopeField({ components, value, onChange, errors }: ScopeFieldProps) {
  return (
    <div className="space-y-2">
      <p aria-hidden="true" className="text-sm font-medium">
        Hears of
      </p>
      <Segmented
        label="Hears of"
        value={value === null ? 'all' : 'some'}
        onChange={(scope) => onChange(scope === 'all' ? null : [])}
        options={scopes}
      />
      {value !== null && (
        <ComponentsField
          legend="Which components"
          components={components}
          affected={Object.fromEntries(value.map((id) => [id, 'operational' as const]))}
          onChange={(chosen) => onChange(Object.keys(chosen))}
          errors={errors}
          first="operational"
          hasStatus={false}
          needed="Choose at least one component."
        />
      )}
    </div>
  );
}
