'use client';

import type { LookFieldsProps } from '@/components/status-pages/editor/look-draft';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import { defaultAccent, type PageVariable } from '@/lib/status-pages/constants';
import { pageTokens } from '@/lib/status-pages/rules/theme';

type Shape = {
  name: Extract<PageVariable, 'radius' | 'width' | 'font'>;
  label: string;
  /** Each word with the value that it stands for. */
  usual: Readonly<Record<string, string>>;
};

const proposed = pageTokens({ accent: defaultAccent, variables: {} }, 'light');

/** Lengths and families that the visitor's machine has; an empty field is what is proposed. */
export function ShapeFields(fields: LookFieldsProps) {
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <ShapeField
        {...fields}
        name="radius"
        label="Corners"
        usual={{ Square: '0', Slight: '4px', Round: '' }}
      />
      <ShapeField
        {...fields}
        name="width"
        label="Width"
        usual={{ Narrow: '44rem', Usual: '', Wide: '72rem' }}
      />
      <ShapeField
        {...fields}
        name="font"
        label="Font"
        usual={{ 'As proposed': '', Serif: 'Georgia, serif', Monospace: 'ui-monospace, monospace' }}
      />
    </div>
  );
}

function ShapeField({ draft, change, errors, name, label, usual }: LookFieldsProps & Shape) {
  const value = draft.variables[name];
  const set = (next: string) => change({ variables: { ...draft.variables, [name]: next } });
  return (
    <div className="space-y-2">
      <Field label={label} pointer={`/branding/variables/${name}`} errors={errors}>
        {(props) => (
          <Input
            {...props}
            spellCheck={false}
            autoComplete="off"
            placeholder={proposed[name]}
            value={value}
            onChange={(event) => set(event.target.value)}
          />
        )}
      </Field>
      <PresetButtons
        label={`Usual choices: ${label}`}
        value={value}
        presets={Object.entries(usual).map(([words, preset]) => ({ words, value: preset }))}
        onChoose={set}
      />
    </div>
  );
}
