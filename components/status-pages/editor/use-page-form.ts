'use client';

import type { FormEvent } from 'react';
import type { ActionResult } from '@/components/forms/action-result';
import { useSubmit } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { useDraft } from '@/components/status-pages/editor/use-draft';
import { usePage } from '@/components/status-pages/use-page';
import { toast } from '@/components/ui/toast-store';
import type { StatusPageView } from '@/lib/status-pages/schema';

type UsePageForm<T> = {
  initial: StatusPageView;
  /** What of a page is typed in the form. */
  read: (page: StatusPageView) => T;
  save: (id: string, draft: T) => Promise<ActionResult<StatusPageView>>;
  said?: (saved: StatusPageView) => string;
};

/** A part of a page as it is edited: what is typed over what is saved, and the state that its `PageForm` shows. */
export function usePageForm<T extends object>({ initial, read, save, said }: UsePageForm<T>) {
  const mayWrite = useMay('status_page.write');
  const { page, setPage, reload } = usePage(initial);
  const { draft, change, accept, ...state } = useDraft(read(page));
  const { pending, fault, errors, submit } = useSubmit();
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() => save(page.id, draft));
    if (!result.ok) return;
    accept(read(result.data));
    await setPage(() => result.data);
    toast(said?.(result.data) ?? 'Saved.');
  };
  return {
    page,
    reload,
    mayWrite,
    draft,
    change,
    // What was wrong goes with what was typed when that is discarded.
    errors: state.isDirty ? errors : undefined,
    form: { ...state, mayWrite, pending, fault: state.isDirty ? fault : null, onSubmit },
  };
}
