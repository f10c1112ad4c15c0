'use client';

import type { Action } from '@/components/forms/action-result';
import { DeleteButton } from '@/components/forms/delete-button';
import { ZoneField } from '@/components/forms/zone-field';
import { IncidentSettings } from '@/components/status-pages/editor/incident-settings';
import { LocalesField } from '@/components/status-pages/editor/locales-field';
import { PageForm } from '@/components/status-pages/editor/page-form';
import {
  type SettingsDraft,
  type SettingsFieldsProps,
  settingsDraft,
  settingsOf,
  toSettingsInput,
} from '@/components/status-pages/editor/settings-draft';
import { SettingsSwitch } from '@/components/status-pages/editor/settings-switch';
import { SlugField } from '@/components/status-pages/editor/slug-field';
import { usePageForm } from '@/components/status-pages/editor/use-page-form';
import type { PreviewAction } from '@/components/status-pages/editor/use-preview';
import { WithPreview } from '@/components/status-pages/editor/with-preview';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import type { StatusPageView } from '@/lib/status-pages/schema';

type SettingsFormProps = {
  initial: StatusPageView;
  update: Action<StatusPageView>;
  remove: Action<unknown>;
  preview: PreviewAction;
};

const shown = ['/name', '/description', '/slug', '/time_zone', '/locales', '/default_locale', '/settings'];

export function SettingsForm({ initial, update, remove, preview }: SettingsFormProps) {
  const { page, mayWrite, draft, change, errors, form } = usePageForm({
    initial,
    read: settingsDraft,
    save: (id, typed) => update(toSettingsInput(id, typed)),
  });
  const fields = { draft, change, errors };
  return (
    <WithPreview page={page} draft={previewDraft(draft)} preview={preview}>
      <PageForm form={form} legend="Settings of the page" shown={shown}>
        <Panel title="What it is">
          <About {...fields} saved={page} />
        </Panel>
        <Panel title="Languages and times">
          <div className="space-y-4">
            <LocalesField {...fields} />
            <div className="max-w-72">
              <ZoneField
                value={draft.timeZone}
                onChange={(timeZone) => change({ timeZone })}
                errors={errors}
                pointer="/time_zone"
              />
            </div>
          </div>
        </Panel>
        <IncidentSettings {...fields} />
        <Panel title="Found by others">
          <SettingsSwitch
            {...fields}
            name="isIndexed"
            label="Let search engines list it"
            hint="Pages that are not public are never listed."
          />
        </Panel>
      </PageForm>
      {mayWrite && (
        <Panel title="Delete the page" className="mt-12 max-w-2xl">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-ink-soft">Its address answers “not found” from then on.</p>
            <DeleteButton
              noun="status page"
              name={page.name}
              consequence="Its components, incidents, subscribers and domains go with it. Its monitors stay. This cannot be undone."
              remove={() => remove({ id: page.id })}
              back="/status-pages"
            />
          </div>
        </Panel>
      )}
    </WithPreview>
  );
}

/** What of a half-typed form can be shown. */
function previewDraft(draft: SettingsDraft) {
  const settings = settingsOf(draft);
  return {
    ...(draft.name.trim() !== '' && { name: draft.name }),
    description: draft.description,
    settings: { ...settings, publish_after_minutes: null },
  };
}

function About({ draft, change, errors, saved }: SettingsFieldsProps & { saved: StatusPageView }) {
  const isMoved = draft.slug !== saved.slug;
  return (
    <div className="space-y-4">
      <Field label="Name" pointer="/name" errors={errors}>
        {(props) => (
          <Input {...props} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        )}
      </Field>
      <Field
        label="Description"
        pointer="/description"
        errors={errors}
        hint="A sentence below the name, and what search engines show."
        optional
      >
        {(props) => (
          <Textarea
            {...props}
            rows={2}
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      <SlugField value={draft.slug} onChange={(slug) => change({ slug })} errors={errors} />
      {isMoved && (
        <p role="status" className="rounded-md border border-degraded px-3 py-2 text-sm">
          Links to /status/{saved.slug}, feeds and badges that others have, break when this is saved.
        </p>
      )}
    </div>
  );
}
