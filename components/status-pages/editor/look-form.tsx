'use client';

import { useMemo } from 'react';
import type { Action } from '@/components/forms/action-result';
import { ColorFields } from '@/components/status-pages/editor/color-fields';
import {
  type FileActions,
  FileField,
  type FileFieldProps,
} from '@/components/status-pages/editor/file-field';
import { LinksField } from '@/components/status-pages/editor/links-field';
import {
  type LookFieldsProps,
  lookDraft,
  showable,
  toBranding,
} from '@/components/status-pages/editor/look-draft';
import { PageForm } from '@/components/status-pages/editor/page-form';
import { ShapeFields } from '@/components/status-pages/editor/shape-fields';
import { usePageForm } from '@/components/status-pages/editor/use-page-form';
import type { PreviewAction } from '@/components/status-pages/editor/use-preview';
import { WithPreview } from '@/components/status-pages/editor/with-preview';
import { CheckField } from '@/components/ui/check-field';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
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
  const { page, reload, mayWrite, draft, change, errors, form } = usePageForm({
    initial,
    read: ({ branding }) => lookDraft(branding),
    save: (id, typed) => update({ id, branding: toBranding(typed) }),
  });
  const fields = { draft, change, errors };
  const shown = useMemo(() => showable(draft), [draft]);
  return (
    <WithPreview page={page} draft={{ branding: shown }} preview={preview}>
      <PageForm form={form} legend="How the page looks" shown={['/branding']}>
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
            <ColorFields {...fields} shown={shown} />
          </div>
        </Panel>
        <Panel title="Shape">
          <ShapeFields {...fields} />
        </Panel>
        <Panel title="Pictures" hint="stored at once">
          <Pictures {...{ page, reload, mayWrite }} actions={files} />
        </Panel>
        <Panel title="Links">
          <Links {...fields} disabled={!mayWrite} />
        </Panel>
        <Panel title="Footer">
          <Footer {...fields} />
        </Panel>
      </PageForm>
    </WithPreview>
  );
}

function Pictures(props: Omit<FileFieldProps, 'kind' | 'hint'>) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FileField
        {...props}
        kind="logo_light"
        hint="PNG, JPEG, WebP or SVG, at most 256 KiB. Without one, the name stands there."
      />
      <FileField {...props} kind="logo_dark" hint="For dark themes. Without one, the light one is used." />
      <FileField {...props} kind="favicon" hint="Square; also ICO. Without one, the tab shows the state." />
    </div>
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
