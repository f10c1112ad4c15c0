'use client';

import { AddMonitors } from '@/components/status-pages/editor/add-monitors';
import { ComponentDialog } from '@/components/status-pages/editor/component-dialog';
import type { ComponentActions } from '@/components/status-pages/editor/use-component-changes';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ComponentKind } from '@/lib/status-pages/constants';
import type { PageComponentView, StatusPageView } from '@/lib/status-pages/schema';

export type OpenDialog =
  | { kind: 'monitors' | 'static' | 'group' }
  | { kind: 'edit'; line: PageComponentView }
  | { kind: 'remove'; line: PageComponentView };

type ComponentDialogsProps = {
  open: OpenDialog;
  page: StatusPageView;
  actions: ComponentActions;
  reload: () => Promise<void>;
  remove: (line: PageComponentView) => Promise<void>;
  onClose: () => void;
};

/** Of what is done to components, what asks first: loaded when it is first asked for. */
export function ComponentDialogs({ open, page, actions, reload, remove, onClose }: ComponentDialogsProps) {
  const groups = page.components.filter(({ kind }) => kind === 'group');
  const common = { groups, onClose };
  const reloading = async <T,>(answer: Promise<T>): Promise<T> => {
    const result = await answer;
    await reload();
    return result;
  };
  switch (open.kind) {
    case 'monitors':
      return <AddMonitors {...common} page={page} create={actions.create} reload={reload} />;
    case 'static':
    case 'group':
      return (
        <ComponentDialog
          {...common}
          kind={open.kind}
          save={(input) => reloading(actions.create({ page_id: page.id, kind: open.kind, ...input }))}
        />
      );
    case 'edit':
      return (
        <ComponentDialog
          {...common}
          kind={open.line.kind}
          line={open.line}
          save={(input) => reloading(actions.update({ page_id: page.id, id: open.line.id, ...input }))}
        />
      );
    case 'remove':
      return (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title={`Delete ${open.line.name}?`}
          description={removalWords[open.line.kind]}
          confirm={open.line.kind === 'group' ? 'Delete group' : 'Delete component'}
          onConfirm={async () => {
            onClose();
            await remove(open.line);
          }}
        />
      );
  }
}

const removalWords: Record<ComponentKind, string> = {
  monitor: 'It disappears from the page and from its incidents. The monitor itself stays, with its history.',
  static: 'It disappears from the page and from its incidents.',
  group: 'What stands in it stays on the page, outside of a group.',
};
