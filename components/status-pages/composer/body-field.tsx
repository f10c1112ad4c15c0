'use client';

import { useDeferredValue } from 'react';
import { Markdown } from '@/components/status-pages/composer/markdown';
import { templates, withTemplate } from '@/components/status-pages/composer/templates';
import { Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import type { FieldError } from '@/lib/core/errors';
import type { PageIncidentStatus } from '@/lib/status-pages/constants';

type BodyFieldProps = {
  /** Whose ready words are offered. */
  phase: PageIncidentStatus;
  value: string;
  onChange: (body: string) => void;
  errors: readonly FieldError[] | undefined;
};

/** What is said, and how it will look. */
export function BodyField({ phase, value, onChange, errors }: BodyFieldProps) {
  const shown = useDeferredValue(value);
  return (
    <div className="space-y-2">
      <Field
        label="What you tell"
        pointer="/body"
        errors={errors}
        hint="Markdown. No word of how it is built inside: your customers read it."
      >
        {(props) => (
          <Textarea
            {...props}
            rows={5}
            maxLength={10_000}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <PresetButtons
        label="Ready words"
        value=""
        presets={templates[phase].map(({ name, body }) => ({ value: body, words: name }))}
        onChoose={(body) => onChange(withTemplate(value, body))}
      />
      {shown.trim() !== '' && (
        <section aria-label="Preview" className="rounded-md border border-line bg-sunken px-3 py-2">
          <p className="mb-1 text-xs text-ink-faint">Preview</p>
          <Markdown source={shown} />
        </section>
      )}
    </div>
  );
}
