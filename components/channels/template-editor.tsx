'use client';

import { type FormEvent, useState } from 'react';
import { MessagePreview } from '@/components/channels/message-preview';
import { TemplateFields, type TemplateTexts } from '@/components/channels/template-fields';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ReadyFields } from '@/components/forms/ready-fields';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import type { ChannelPreviewView } from '@/lib/alerting/schema';
import type { ChannelView } from '@/lib/channels/schema';
import type { FieldError } from '@/lib/core/errors';
import { templateFaults } from '@/lib/notifiers/rules/template';

type TemplateEditorProps = {
  channel: ChannelView;
  update: Action<ChannelView>;
  preview: Action<ChannelPreviewView>;
};

/** Title and body of a channel's messages in its people's own words, with what becomes of them beside it. */
export function TemplateEditor({ channel, update, preview }: TemplateEditorProps) {
  const { run } = useCommand();
  const { pending, fault, errors, submit } = useSubmit();
  const [texts, setTexts] = useState<TemplateTexts>({
    title: channel.templates.title ?? '',
    body: channel.templates.body ?? '',
  });
  const faults = (['title', 'body'] as const).flatMap((part) => faultsOf(part, texts[part]));
  const save = async (templates: { title: string | null; body: string | null }) => {
    const result = await submit(() => update({ id: channel.id, templates }));
    if (result.ok) await run('saved', () => Promise.resolve(result), 'Saved.');
    return result.ok;
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (faults.length > 0) {
      event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    void save({ title: texts.title.trim() || null, body: texts.body.trim() || null });
  };
  const forget = async () => {
    if (await save({ title: null, body: null })) setTexts({ title: '', body: '' });
  };
  const isOwn = channel.templates.title !== undefined || channel.templates.body !== undefined;
  return (
    <div className="grid gap-8 pt-1 grid-cols-[minmax(0,1fr)] xl:grid-cols-2">
      <form onSubmit={onSubmit} noValidate>
        <ReadyFields className="space-y-4">
          <TemplateFields
            texts={texts}
            change={(part, text) => setTexts((before) => ({ ...before, [part]: text }))}
            errors={faults.length > 0 ? faults : errors}
          />
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
        </ReadyFields>
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

function faultsOf(part: keyof TemplateTexts, text: string): FieldError[] {
  return templateFaults(text).map((detail) => ({ pointer: `/templates/${part}`, code: 'template', detail }));
}
