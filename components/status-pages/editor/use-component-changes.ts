'use client';

import { useRef, useState } from 'react';
import { type Action, type ActionResult, type Fault, runAction } from '@/components/forms/action-result';
import { orderOf } from '@/components/status-pages/editor/component-order';
import { usePage } from '@/components/status-pages/use-page';
import { toast } from '@/components/ui/toast-store';
import type { PageComponentView, StatusPageView } from '@/lib/status-pages/schema';

export type ComponentActions = {
  create: Action<PageComponentView>;
  update: Action<PageComponentView>;
  remove: Action<unknown>;
  order: Action<{ data: PageComponentView[] }>;
};
type Lines = readonly PageComponentView[];

/**
 * The lines of a page and what is done to them. Orders, removals and states show at once, and are taken back with a word
 * where the server refuses them.
 */
export function useComponentChanges(initial: StatusPageView, actions: ComponentActions) {
  const { page, setPage, reload } = usePage(initial);
  const [said, say] = useState('');
  const newest = useRef(0);
  const setLines = (change: (lines: Lines) => Lines) =>
    setPage((before) => ({ ...before, components: [...change(before.components)] }));

  /** Shows `next`, asks the server, and shows what it answered unless something newer is under way. */
  const attempt = async <T>(
    next: Lines,
    action: () => Promise<ActionResult<T>>,
    settle: (lines: Lines, answer: T) => Lines,
  ) => {
    newest.current += 1;
    const turn = newest.current;
    const before = page.components;
    await setLines(() => next);
    const result = await runAction(action);
    if (!result.ok) {
      await setLines(() => before);
      toast(wordsFor(result.error), { tone: 'failed' });
    } else if (turn === newest.current) await setLines((lines) => settle(lines, result.data));
    await reload();
  };
  const reorder = (next: Lines, words: string) => {
    say(words);
    return attempt(
      next,
      () => actions.order({ page_id: page.id, order: orderOf(next) }),
      (_, answer) => answer.data,
    );
  };
  const patch = (id: string, fields: Partial<PageComponentView>) =>
    attempt(
      page.components.map((line) => (line.id === id ? { ...line, ...fields } : line)),
      () => actions.update({ page_id: page.id, id, ...fields }),
      (lines, answer) => lines.map((line) => (line.id === id ? answer : line)),
    );
  const remove = (line: PageComponentView) =>
    attempt(
      withoutLine(page.components, line.id),
      () => actions.remove({ page_id: page.id, id: line.id }),
      (lines) => lines,
    );
  return { page, reload, said, reorder, patch, remove };
}

/** What stands in a group that is taken away stays, in its place. */
function withoutLine(lines: Lines, id: string): Lines {
  return lines
    .filter((line) => line.id !== id)
    .map((line) => (line.group_id === id ? { ...line, group_id: null } : line));
}

function wordsFor({ code, detail }: Fault): string {
  if (code === 'conflict' || code === 'not_found') {
    return 'Somebody else changed the components meanwhile. They were loaded again: do it once more.';
  }
  return `It was put back as it was. ${detail}`;
}
