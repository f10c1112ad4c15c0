'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import type { ActionResult } from '@/components/forms/action-result';
import { useSubmit } from '@/components/forms/use-action';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentView } from '@/lib/page-incidents/schema';

type NewForm<T> = {
  first: () => T;
  create: (draft: T, how: { isDraft: boolean; notify: boolean }) => Promise<ActionResult<PageIncidentView>>;
  /** What is said once it stands on the page. */
  done: string;
};

/** What is typed and stored nowhere yet: published at once, or kept as a draft. */
export function useNewForm<T>({ first: begin, create, done }: NewForm<T>) {
  const router = useRouter();
  const [first] = useState(begin);
  const [draft, setDraft] = useState(first);
  const [notify, setNotify] = useState(true);
  const [isSaved, setSaved] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const { pending, fault, errors, submit } = useSubmit();
  const save = async (isDraft: boolean) => {
    setKeeping(isDraft);
    const result = await submit(() => create(draft, { isDraft, notify }));
    if (!result.ok) return;
    setSaved(true);
    toast(isDraft ? 'Kept as a draft. Nobody sees it yet.' : done);
    router.push(`/status-pages/${result.data.page_id}/incidents/${result.data.id}`);
  };
  return {
    draft,
    change: (patch: Partial<T>) => setDraft((before) => ({ ...before, ...patch })),
    errors,
    notify,
    setNotify,
    /** What stands below the fields. */
    bar: {
      fault,
      pending: pending ? (isKeeping ? ('save' as const) : ('publish' as const)) : null,
      isDirty: !isSaved && JSON.stringify(draft) !== JSON.stringify(first),
      keep: () => void save(true),
    },
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      void save(false);
    },
  };
}
