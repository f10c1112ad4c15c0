import type { Metadata } from 'next';
import { putPageAccessAction } from '@/app/(dashboard)/status-pages/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { AccessForm } from '@/components/status-pages/editor/access-form';

export const metadata: Metadata = { title: 'Access to a status page' };

export default async function AccessPage({ params }: { params: Promise<{ id: string }> }) {
  return <AccessForm initial={await loadStatusPage((await params).id)} put={putPageAccessAction} />;
}
