'use client';

import { type FormEvent, useMemo } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useSubmit } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { ColorFields } from '@/components/status-pages/editor/color-fields';
import { type FileActions, FileField } from '@/components/status-pages/editor/file-field';
import { LinksField } from '@/components/status-pages/editor/links-field';
import {
  type LookFieldsProps,
  lookDraft,
  showable,
  toBranding,
} from '@/components/status-pages/editor/look-draft';
import { ReadOnlyNote } from '@/components/status-pages/editor/read-only-note';
import { SaveBar } from '@/components/status-pages/editor/save-bar';
import { ShapeFields } from '@/components/status-pages/editor/shape-fields';
import { useDraft } from '@/components/status-pages/editor/use-draft';
import type { PreviewAction } from '@/components/status-pages/editor/use-preview';
import { WithPreview } from '@/components/status-pages/editor/with-preview';
import { usePage } from '@/components/status-pages/use-page';
import { CheckField } from '@/components/ui/check-field';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/components/ui/toast-store';
import type { StatusPageView } from '@/lib/status-pages/schema';

type LookFormProps = {
  initial: StatusPageView;
  update: Action<StatusPageView>;
  files: FileActions;
  preview: PreviewAction;
};

const themes = [
  { value: 'auto', label: 'As the visitor has it' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function LookForm({ initial, update, files, preview }: LookFormProps) {
  const mayWrite = useMay('status_page.write');
  const { page, setPage, reload } = usePage(initial);
  const { draft, change, accept, ...state } = useDraft(lookDraft(page.branding));
  const { pending, fault, errors: sent, submit } = useSubmit();
  const errors = state.isDirty ? sent : undefined;
  const shown = useMemo(() => showable(draft), [draft]);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() => update({ id: page.id, branding: toBranding(draft) }));
    if (!result.ok) return;
    accept(lookDraft(result.data.branding));
    await setPage(() => result.data);
    toast('Saved.');
  };
  return (
    <WithPreview page={page} draft={{ branding: shown }} preview={preview}>
      <form onSubmit={onSubmit} noValidate className="max-w-2xl">
        {!mayWrite && <ReadOnlyNote />}
        <fieldset disabled={!mayWrite} className="min-w-0 space-y-8 pb-8">
          <legend className="sr-only">How the page looks</legend>
          <Panel title="Theme">
            <div className="space-y-4">
              <div className="max-w-full overflow-x-auto">
                <Segmented
                  label="Theme"
                  value={draft.theme}
                  onChange={(theme) => change({ theme })}
                  options={themes}
                />
              </div>
              <ColorFields draft={draft} shown={shown} change={change} errors={errors} />
            </div>
          </Panel>
          <Panel title="Shape">
            <ShapeFields draft={draft} change={change} errors={errors} />
          </Panel>
          <Panel title="Pictures" hint="stored at once">
            <div className="grid gap-4 sm:grid-cols-2">
              <FileField
                {...{ page, reload, mayWrite }}
                kind="logo_light"
                actions={files}
                hint="PNG, JPEG, WebP or SVG, at most 256 KiB. Without one, the name stands there."
              />
              <FileField
                {...{ page, reload, mayWrite }}
                kind="logo_dark"
                actions={files}
                hint="For dark themes. Without one, the light one is used."
              />
              <FileField
                {...{ page, reload, mayWrite }}
                kind="favicon"
                actions={files}
                hint="Square; also ICO. Without one, the tab shows the state."
              />
            </div>
          </Panel>
          <Panel title="Links">
            <Links draft={draft} change={change} errors={errors} disabled={!mayWrite} />
          </Panel>
          <Panel title="Footer">
            <Footer draft={draft} change={change} errors={errors} />
          </Panel>
        </fieldset>
        {mayWrite && (
          <SaveBar {...state} pending={pending} fault={state.isDirty ? fault : null} shown={['/branding']} />
        )}
      </form>
    </WithPreview>
  );
}

function Links({ draft, change, errors, disabled }: LookFieldsProps & { disabled: boolean }) {
  return (
    <div className="space-y-5">
      <Field
        label="Your website"
        pointer="/branding/home_url"
        errors={errors}
        hint="Where the logo leads."
        optional
      >
        {(props) => (
          <Input
            {...props}
            inputMode="url"
            placeholder="https://example.com"
            value={draft.homeUrl}
            onChange={(event) => change({ homeUrl: event.target.value })}
          />
        )}
      </Field>
      <LinksField
        value={draft.links}
        onChange={(links) => change({ links })}
        errors={errors}
        disabled={disabled}
      />
    </div>
  );
}

function Footer({ draft, change, errors }: LookFieldsProps) {
  return (
    <div className="space-y-4">
      <Field
        label="Text"
        pointer="/branding/footer"
        errors={errors}
        hint="Markdown: **bold**, [words](https://example.com), lists."
        optional
      >
        {(props) => (
          <Textarea
            {...props}
            rows={3}
            value={draft.footer}
            onChange={(event) => change({ footer: event.target.value })}
          />
        )}
      </Field>
      <CheckField
        kind="switch"
        label="Say that the page is made with Stillup"
        checked={draft.showsPoweredBy}
        onChange={(event) => change({ showsPoweredBy: event.target.checked })}
      />
    </div>
  );
}
