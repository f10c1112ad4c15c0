'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '@/components/shell/shell-context';
import type { OpenDialog } from '@/components/status-pages/editor/component-dialogs';
import { ComponentLines } from '@/components/status-pages/editor/component-lines';
import { moveInto, step } from '@/components/status-pages/editor/component-order';
import type { RowCommands } from '@/components/status-pages/editor/component-row';
import { placeWords } from '@/components/status-pages/editor/place-words';
import { findRowMenu } from '@/components/status-pages/editor/row-menu-trigger';
import {
  type ComponentActions,
  useComponentChanges,
} from '@/components/status-pages/editor/use-component-changes';
import type { PreviewAction } from '@/components/status-pages/editor/use-preview';
import { WithPreview } from '@/components/status-pages/editor/with-preview';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { PageComponentView, StatusPageView } from '@/lib/status-pages/schema';

type ComponentsEditorProps = {
  initial: StatusPageView;
  actions: ComponentActions;
  preview: PreviewAction;
};

const loadSortable = async () =>
  (await import('@/components/status-pages/editor/sortable-lines')).SortableLines;
const SortableLines = dynamic(loadSortable, { ssr: false });
const ComponentDialogs = dynamic(
  async () => (await import('@/components/status-pages/editor/component-dialogs')).ComponentDialogs,
  { ssr: false },
);

/** True once what makes lines movable has come: it is asked for when the page is there and idle. */
function useSortableReady(isWanted: boolean): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => void loadSortable().then(() => setReady(true)), 300);
    return () => clearTimeout(timer);
  }, [isWanted]);
  return isReady;
}

/** Keeps the keyboard on a line that is moved: its menu has the focus again once the line stands at its new place. */
function useFollow(lines: readonly PageComponentView[]): (id: string) => void {
  const moved = useRef<{ id: string; from: readonly PageComponentView[] } | null>(null);
  useEffect(() => {
    if (moved.current === null || moved.current.from === lines) return;
    findRowMenu(moved.current.id)?.focus();
    moved.current = null;
  }, [lines]);
  return (id) => {
    moved.current = { id, from: lines };
  };
}

export function ComponentsEditor({ initial, actions, preview }: ComponentsEditorProps) {
  const mayWrite = useMay('status_page.write');
  const { page, reload, said, reorder, patch, remove } = useComponentChanges(initial, actions);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const isSortable = useSortableReady(mayWrite);
  const lines = page.components;
  const follow = useFollow(lines);
  const move = (line: PageComponentView, next: readonly PageComponentView[]) => {
    follow(line.id);
    void reorder(next, `${line.name}: ${placeWords(next, line.id)}.`);
  };
  const commands: RowCommands = {
    edit: (line) => setOpen({ kind: 'edit', line }),
    remove: (line) => setOpen({ kind: 'remove', line }),
    move: (line, by) => move(line, step(lines, line.id, by)),
    moveInto: (line, groupId) => move(line, moveInto(lines, line.id, groupId)),
    setStatus: (line, manual_status) => void patch(line.id, { manual_status }),
  };
  const adding = mayWrite && <AddButtons open={setOpen} />;
  return (
    <WithPreview page={page} draft={noDraft} preview={preview}>
      <h2 className="sr-only">Components</h2>
      {lines.length === 0 ? (
        <EmptyState title="Nothing stands on this page yet" action={adding}>
          Add the monitors whose state your customers should see, and by hand what no monitor watches. Groups
          keep a long page readable.
        </EmptyState>
      ) : (
        <div className="space-y-4">
          {adding}
          {isSortable && mayWrite ? (
            <SortableLines
              lines={lines}
              commands={commands}
              reorder={(next, words) => void reorder(next, words)}
            />
          ) : (
            <ComponentLines lines={lines} commands={mayWrite ? commands : null} />
          )}
          {mayWrite && <p className="text-sm text-ink-faint">Changes here show on the page at once.</p>}
        </div>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {open !== null && (
        <ComponentDialogs
          open={open}
          page={page}
          actions={actions}
          reload={reload}
          remove={remove}
          onClose={() => setOpen(null)}
        />
      )}
    </WithPreview>
  );
}

const noDraft = {};

function AddButtons({ open }: { open: (dialog: OpenDialog) => void }) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={() => open({ kind: 'monitors' })}>
        Add monitors
      </Button>
      <Button onClick={() => open({ kind: 'static' })}>Add a static component</Button>
      <Button onClick={() => open({ kind: 'group' })}>Add a group</Button>
    </div>
  );
}
