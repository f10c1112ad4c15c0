'use client';

import type { FormEvent, ReactNode } from 'react';
import { ReadOnlyNote } from '@/components/status-pages/editor/read-only-note';
import { SaveBar, type SaveBarProps } from '@/components/status-pages/editor/save-bar';
import { useHydrated } from '@/components/time/clock';

type PageFormProps = {
  /** Of `usePageForm`. */
  form: Omit<SaveBarProps, 'shown'> & { mayWrite: boolean; onSubmit: (event: FormEvent) => void };
  legend: string;
  /** Pointers that fields show themselves. */
  shown: readonly string[];
  children: ReactNode;
};

/** A part of a page that is saved as a whole. It takes nothing before the browser has taken over: what is typed would be lost with it. */
export function PageForm({ form, legend, shown, children }: PageFormProps) {
  const { mayWrite, onSubmit, ...bar } = form;
  const isReady = useHydrated();
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-2xl">
      {!mayWrite && <ReadOnlyNote />}
      <fieldset disabled={!mayWrite || !isReady} className="min-w-0 space-y-8 pb-8">
        <legend className="sr-only">{legend}</legend>
        {children}
      </fieldset>
      {mayWrite && <SaveBar {...bar} shown={shown} />}
    </form>
  );
}
