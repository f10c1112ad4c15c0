'use client';

import { PreviewPane, type PreviewPaneProps } from '@/components/status-pages/editor/preview-pane';
import { Dialog } from '@/components/ui/dialog';

/** The preview where there is no room beside the form. */
export function PreviewSheet({ onClose, ...pane }: PreviewPaneProps & { onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Preview"
      shape="sheet"
      className="flex h-[85dvh] flex-col [&>:last-child]:min-h-0 [&>:last-child]:grow"
    >
      <PreviewPane {...pane} />
    </Dialog>
  );
}
