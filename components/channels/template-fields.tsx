'use client';

import { type RefObject, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import { type TemplateVariable, templateVariables } from '@/lib/notifiers/rules/template';

export type TemplateTexts = { title: string; body: string };
type Part = keyof TemplateTexts;

type TemplateFieldsProps = {
  texts: TemplateTexts;
  change: (part: Part, text: string) => void;
  errors: readonly FieldError[] | undefined;
};

/** Both fields, and the variables that a click puts where the cursor was. */
export function TemplateFields({ texts, change, errors }: TemplateFieldsProps) {
  const last = useRef<Part>('body');
  const boxes = { title: useRef<HTMLInputElement>(null), body: useRef<HTMLTextAreaElement>(null) };
  const insert = (variable: TemplateVariable) => {
    const part = last.current;
    const { text, cursor } = put(`{{${variable}}}`, texts[part], boxes[part]);
    change(part, text);
    // After the field has been drawn with its new text.
    requestAnimationFrame(() => {
      boxes[part].current?.focus();
      boxes[part].current?.setSelectionRange(cursor, cursor);
    });
  };
  const common = (part: Part) => ({
    value: texts[part],
    onFocus: () => {
      last.current = part;
    },
    onChange: (event: { target: { value: string } }) => change(part, event.target.value),
  });
  return (
    <>
      <Field
        label="Title"
        pointer="/templates/title"
        errors={errors}
        optional
        hint="Left empty, ours stands: the state and the name."
      >
        {(props) => (
          <Input
            {...props}
            {...common('title')}
            ref={boxes.title}
            maxLength={300}
            autoComplete="off"
            placeholder="{{headline}}"
          />
        )}
      </Field>
      <Field
        label="Text"
        pointer="/templates/body"
        errors={errors}
        optional
        hint="An empty line begins a new paragraph. Facts and links stay below it."
      >
        {(props) => (
          <Textarea
            {...props}
            {...common('body')}
            ref={boxes.body}
            rows={5}
            maxLength={5000}
            placeholder="{{incident.title}}"
          />
        )}
      </Field>
      <Variables onChoose={insert} />
    </>
  );
}

type Box = RefObject<HTMLInputElement | HTMLTextAreaElement | null>;

/** In place of what is selected; at the end where nothing was ever selected. */
function put(inserted: string, text: string, box: Box): { text: string; cursor: number } {
  const from = box.current?.selectionStart ?? text.length;
  const to = box.current?.selectionEnd ?? from;
  return { text: text.slice(0, from) + inserted + text.slice(to), cursor: from + inserted.length };
}

function Variables({ onChoose }: { onChoose: (variable: TemplateVariable) => void }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Variables</legend>
      <p className="mb-2 text-sm text-ink-faint">Press one to put it where the cursor was.</p>
      <div className="flex flex-wrap gap-1.5">
        {templateVariables.map((variable) => (
          <Button key={variable} size="sm" className="font-mono text-xs" onClick={() => onChoose(variable)}>
            {variable}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
