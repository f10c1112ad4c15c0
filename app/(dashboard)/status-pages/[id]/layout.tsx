import type { ReactNode } from 'react';
import { updateStatusPageAction } from '@/app/(dashboard)/status-pages/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { PageTabs } from '@/components/status-pages/page-tabs';

type LayoutProps = { children: ReactNode; params: Promise<{ id: string }> };

export default async function StatusPageLayout({ children, params }: LayoutProps) {
  const page = await loadStatusPage((await params).id);
  return (
    <>
      <PageTabs initial={page} update={updateStatusPageAction} />
      {children}
    </>
  );
}
