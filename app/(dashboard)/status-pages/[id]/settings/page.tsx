import type { Metadata } from 'next';
import {
  deleteStatusPageAction,
  previewStatusPageAction,
  updateStatusPageAction,
} from '@/app/(dashboard)/status-pages/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { SettingsForm } from '@/components/status-pages/editor/settings-form';

export const metadata: Metadata = { title: 'Settings of a status page' };

export default async function SettingsPage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <SettingsForm
      initial={await loadStatusPage((await params).id)}
      update={updateStatusPageAction}
      remove={deleteStatusPageAction}
      preview={previewStatusPageAction}
    />
  );
}
