'use client';

import { type FormEvent, useState } from 'react';
import { useSubmit } from '@/components/forms/use-action';
import type { PageIncidentActions } from '@/components/status-pages/composer/actions';
import { useDraft } from '@/components/status-pages/editor/use-draft';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentView, UpdatePageIncidentInput } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

export type DraftFormProps = {
  page: StatusPageView;
  incident: PageIncidentView;
  actions: PageIncidentActions;
  accept: (incident: PageIncidentView) => Promise<void>;
  /** What is typed and not saved; empty once it is. */
  onTyped: (body: string) => void;
};

type DraftForm<T> = Omit<DraftFormProps, 'page'> & {
  read: (view: PageIncidentView) => T;
  write: (draft: T) => UpdatePageIncidentInput;
};

/** A stored draft as it is edited: saved before it is published, so that what is published is what was read. */
export function useDraftForm<T extends { body: string }>(props: DraftForm<T>) {
  const { incident, actions, accept, read, write, onTyped } = props;
  const form = useSubmit();
  const state = useDraft(read(incident));
  const [notify, setNotify] = useState(true);
  const [pending, setPending] = useState<'save' | 'publish' | null>(null);
  const keep = async (): Promise<boolean> => {
    if (!state.isDirty) return true;
    const result = await form.submit(() => actions.update(write(state.draft)));
    if (!result.ok) return false;
    state.accept(read(result.data));
    onTyped('');
    await accept(result.data);
    return true;
  };
  const save = async () => {
    setPending('save');
    if (await keep()) toast('Saved. Nobody sees it yet.');
    setPending(null);
  };
  const publish = async () => {
    setPending('publish');
    if (await keep()) {
      const ref = { page_id: incident.page_id, id: incident.id };
      const result = await form.submit(() => actions.publish({ ...ref, notify }));
      if (result.ok) {
        await accept(result.data);
        toast(notify ? 'Published. Subscribers are being told.' : 'Published.');
      }
    }
    setPending(null);
  };
  const change = (patch: Partial<T>) => {
    state.change(patch);
    if (patch.body !== undefined) onTyped(patch.body);
  };
  const { draft, isDirty, isOutdated } = state;
  return {
    draft,
    change,
    errors: form.errors,
    notify,
    setNotify,
    /** What stands below the fields. */
    bar: { incident, fault: form.fault, pending, isDirty, isOutdated, save: () => void save() },
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      void publish();
    },
  };
}
