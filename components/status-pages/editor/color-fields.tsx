'use client';

import { useState } from 'react';
import { ColorField } from '@/components/status-pages/editor/color-field';
import { contrastLines } from '@/components/status-pages/editor/contrast-words';
import type { LookFieldsProps } from '@/components/status-pages/editor/look-draft';
import { Button } from '@/components/ui/button';
import { defaultAccent, type PageVariable } from '@/lib/status-pages/constants';
import type { ContrastPair } from '@/lib/status-pages/rules/contrast';
import { pageTokens } from '@/lib/status-pages/rules/theme';
import type { PageBranding } from '@/lib/status-pages/schema';

const colors: readonly { name: ColorVariable; label: string; pair: ContrastPair | null; hint?: string }[] = [
  { name: 'background', label: 'Background', pair: null, hint: 'With one of your own, both themes have it.' },
  { name: 'surface', label: 'Surface of boxes', pair: null },
  { name: 'text', label: 'Text', pair: 'text' },
  { name: 'muted', label: 'Quiet text', pair: 'muted' },
  { name: 'border', label: 'Lines', pair: null },
  { name: 'accent-text', label: 'Text on the accent colour', pair: 'accent-text' },
];
type ColorVariable = Extract<
  PageVariable,
  'background' | 'surface' | 'text' | 'muted' | 'border' | 'accent-text'
>;

/** The accent colour; the others, which the theme has already, where somebody wants them. */
export function ColorFields({ draft, shown, change, errors }: LookFieldsProps & { shown: PageBranding }) {
  const hasOwn = colors.some(({ name }) => draft.variables[name] !== '');
  const isFaulty = (errors ?? []).some(({ pointer }) => pointer.startsWith('/branding/variables'));
  const [asked, setAsked] = useState(false);
  const tokens = pageTokens(shown, shown.theme === 'dark' ? 'dark' : 'light');
  const set = (name: ColorVariable, color: string) =>
    change({ variables: { ...draft.variables, [name]: color } });
  return (
    <div className="space-y-4">
      <div className="max-w-sm">
        <ColorField
          label="Accent colour"
          pointer="/branding/accent"
          errors={errors}
          value={draft.accent}
          onChange={(accent) => change({ accent })}
          fallback={defaultAccent}
          contrast={contrastLines(shown, 'accent')}
        />
      </div>
      {asked || hasOwn || isFaulty ? (
        <div className="grid gap-4 sm:grid-cols-2">
          {colors.map(({ name, label, pair, hint }) => (
            <ColorField
              key={name}
              label={label}
              pointer={`/branding/variables/${name}`}
              errors={errors}
              value={draft.variables[name]}
              onChange={(color) => set(name, color)}
              fallback={tokens[name]}
              contrast={pair === null ? [] : contrastLines(shown, pair)}
              optional
              {...(hint && { hint })}
            />
          ))}
        </div>
      ) : (
        <Button size="sm" onClick={() => setAsked(true)}>
          More colours
        </Button>
      )}
    </div>
  );
}
