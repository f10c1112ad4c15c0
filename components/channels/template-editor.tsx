'use client';

import { type FormEvent, useRef, useState } from 'react';
import { MessagePreview } from '@/components/channels/message-preview';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { ChannelPreviewView } from '@/lib/alerting/schema';
import type { ChannelView } from '@/lib/channels/schema';
import type { FieldError } from '@/lib/core/errors';
import { type TemplateVariable, templateFaults, templateVariables } from '@/lib/notifiers/rules/template';

type Part = 'title' | 'body';

type TemplateEditorProps = {
  channel: ChannelView;
  update: Action<ChannelView>;
  preview: Action<ChannelPreviewView>;
};

/** Title and body of a channel's messages in its people's own words, with what becomes of them beside it. */
export function TemplateEditor({ channel, update, preview }: TemplateEditorProps) {
  const { run } = useCommand();
  const { pending, fault, errors, submit } = useSubmit();
  const [texts, setTexts] = useState({
    title: channel.templates.title ?? '',
    body: channel.templates.body ?? '',
  });
  const last = useRef<Part>('body');
  const boxes = { title: useRef<HTMLInputElement>(null), body: useRef<HTMLTextAreaElement>(null) };
  const faults = (['title', 'body'] as const).flatMap((part) => faultsOf(part, texts[part]));
  const change = (part: Part, text: string) => setTexts((before) => ({ ...before, [part]: text }));

  const insert = (variable: TemplateVariable) => {
    const part = last.current;
    const box = boxes[part].current;
    const text = texts[part];
    const from = box?.selectionStart ?? text.length;
    const to = box?.selectionEnd ?? from;
    const put = `{{${variable}}}`;
    change(part, text.slice(0, from) + put + text.slice(to));
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(from + put.length, from + put.length);
    });
  };

  const save = async (templates: { title: string | null; body: string | null }) => {
    const result = await submit(() => update({ id: channel.id, templates }));
    if (result.ok) await run('saved', () => Promise.resolve(result), 'Saved.');
    return result.ok;
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length > 0) return boxes[faults[0]?.part ?? 'body'].current?.focus();
    void save({ title: texts.title.trim() || null, body: texts.body.trim() || null });
  };
  const forget = async () => {
    if (await save({ title: null, body: null })) setTexts({ title: '', body: '' });
  };
  const shown: readonly FieldError[] = faults.length > 0 ? faults : (errors ?? []);
  const isOwn = channel.templates.title !== undefined || channel.templates.body !== undefined;
  return (
    <div className="grid gap-8 pt-1 grid-cols-[minmax(0,1fr)] xl:grid-cols-2">
      <form onSubmit={onSubmit} noValidate className="space-y-4">
        <Field
          label="Title"
          pointer="/templates/title"
          errors={shown}
          optional
          hint="Left empty, ours stands: the state and the name."
        >
          {(props) => (
            <Input
              {...props}
              ref={boxes.title}
              maxLength={300}
              autoComplete="off"
              placeholder="{{headline}}"
              value={texts.title}
              onFocus={() => {
                last.current = 'title';
              }}
              onChange={(event) => change('title', event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Text"
          pointer="/templates/body"
          errors={shown}
          optional
          hint="An empty line begins a new paragraph. Facts and links stay below it."
        >
          {(props) => (
            <Textarea
              {...props}
              ref={boxes.body}
              rows={5}
              maxLength={5000}
              placeholder="{{incident.title}}"
              value={texts.body}
              onFocus={() => {
                last.current = 'body';
              }}
              onChange={(event) => change('body', event.target.value)}
            />
          )}
        </Field>
        <Variables onChoose={insert} />
        <FaultLine fault={fault} shown={['/templates']} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            Save the words
          </Button>
          {isOwn && (
            <Button variant="ghost" disabled={pending} onClick={() => void forget()}>
              Use ours again
            </Button>
          )}
        </div>
      </form>
      <MessagePreview
        channelId={channel.id}
        version={channel.updated_at}
        texts={texts}
        isFaulty={faults.length > 0}
        preview={preview}
      />
    </div>
  );
}

function faultsOf(part: Part, text: string): (FieldError & { part: Part })[] {
  return templateFaults(text).map((detail) => ({
    part,
    pointer: `/templates/${part}`,
    code: 'template',
    detail,
  }));
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
