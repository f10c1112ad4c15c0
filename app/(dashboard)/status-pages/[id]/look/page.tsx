import type { Metadata } from 'next';
import {
  deletePageFileAction,
  previewStatusPageAction,
  putPageFileAction,
  updateStatusPageAction,
} from '@/app/(dashboard)/status-pages/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { LookForm } from '@/components/status-pages/editor/look-form';

export const metadata: Metadata = { title: 'Look of a status page' };

export default async function LookPage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <LookForm
      initial={await loadStatusPage((await params).id)}
      update={updateStatusPageAction}
      files={{ put: putPageFileAction, remove: deletePageFileAction }}
      preview={previewStatusPageAction}
    />
  );
}
