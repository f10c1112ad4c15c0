'use client';

import type { LookFieldsProps } from '@/components/status-pages/editor/look-draft';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import type { PageVariable } from '@/lib/status-pages/constants';

const shapes: readonly {
  name: Extract<PageVariable, 'radius' | 'width' | 'font'>;
  label: string;
  placeholder: string;
  presets: readonly { value: string; words: string }[];
}[] = [
  {
    name: 'radius',
    label: 'Corners',
    placeholder: '10px',
    presets: [
      { value: '0', words: 'Square' },
      { value: '4px', words: 'Slight' },
      { value: '', words: 'Round' },
    ],
  },
  {
    name: 'width',
    label: 'Width',
    placeholder: '56rem',
    presets: [
      { value: '44rem', words: 'Narrow' },
      { value: '', words: 'Usual' },
      { value: '72rem', words: 'Wide' },
    ],
  },
  {
    name: 'font',
    label: 'Font',
    placeholder: 'system-ui, sans-serif',
    presets: [
      { value: '', words: 'As proposed' },
      { value: 'Georgia, serif', words: 'Serif' },
      { value: 'ui-monospace, monospace', words: 'Monospace' },
    ],
  },
];

/** Lengths and families that the visitor's machine has; an empty field is what is proposed. */
export function ShapeFields({ draft, change, errors }: LookFieldsProps) {
  const set = (name: PageVariable, value: string) =>
    change({ variables: { ...draft.variables, [name]: value } });
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      {shapes.map(({ name, label, placeholder, presets }) => (
        <div key={name} className="space-y-2">
          <Field label={label} pointer={`/branding/variables/${name}`} errors={errors}>
            {(props) => (
              <Input
                {...props}
                spellCheck={false}
                autoComplete="off"
                placeholder={placeholder}
                value={draft.variables[name]}
                onChange={(event) => set(name, event.target.value)}
              />
            )}
          </Field>
          <PresetButtons
            label={`Usual choices: ${label}`}
            value={draft.variables[name]}
            presets={presets}
            onChoose={(value) => set(name, value)}
          />
        </div>
      ))}
    </div>
  );
}
