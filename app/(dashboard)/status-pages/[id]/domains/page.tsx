import type { Metadata } from 'next';
import {
  checkPageDomainAction,
  createPageDomainAction,
  deletePageDomainAction,
} from '@/app/(dashboard)/status-pages/[id]/domains/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { DomainsPage } from '@/components/status-pages/domains/domains-page';
import { listPageDomains } from '@/lib/domains/list-page-domains';
import { maxDomains } from '@/lib/domains/schema';
import { requireOrgContext } from '@/lib/web/require-org-context';
import { webRuntime } from '@/lib/web/runtime';

export const metadata: Metadata = { title: 'Domains of a status page' };

export default async function PageDomainsPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const page = await loadStatusPage((await params).id);
  return (
    <DomainsPage
      page={page}
      initial={await listPageDomains(ctx, { page_id: page.id })}
      actions={{
        create: createPageDomainAction,
        check: checkPageDomainAction,
        remove: deletePageDomainAction,
      }}
      appUrl={webRuntime().appUrl}
      most={maxDomains}
    />
  );
}
