import type { Metadata } from 'next';
import {
  createPageComponentAction,
  deletePageComponentAction,
  orderPageComponentsAction,
  previewStatusPageAction,
  updatePageComponentAction,
} from '@/app/(dashboard)/status-pages/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { ComponentsEditor } from '@/components/status-pages/editor/components-editor';

export const metadata: Metadata = { title: 'Components of a status page' };

export default async function ComponentsPage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <ComponentsEditor
      initial={await loadStatusPage((await params).id)}
      actions={{
        create: createPageComponentAction,
        update: updatePageComponentAction,
        remove: deletePageComponentAction,
        order: orderPageComponentsAction,
      }}
      preview={previewStatusPageAction}
    />
  );
}
