'use client';

import type { Action } from '@/components/forms/action-result';
import { LoadError } from '@/components/lists/load-error';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { AddDomain } from '@/components/status-pages/domains/add-domain';
import { type DomainActions, DomainCard } from '@/components/status-pages/domains/domain-card';
import { TlsNote } from '@/components/status-pages/domains/tls-note';
import { ReadOnlyNote } from '@/components/status-pages/editor/read-only-note';
import { EmptyState } from '@/components/ui/empty-state';
import type { PageDomainView } from '@/lib/domains/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type Domains = { data: PageDomainView[] };

type DomainsPageProps = {
  page: StatusPageView;
  initial: Domains;
  actions: DomainActions & { create: Action<PageDomainView> };
  /** Where this installation is. */
  appUrl: string;
  /** How many a page may have. */
  most: number;
};

/** The names under which a page is found, and what is to be set for them. */
export function DomainsPage({ page, initial, actions, appUrl, most }: DomainsPageProps) {
  const mayWrite = useMay('status_page.write');
  const query = useLive<Domains>(`/status-pages/${page.id}/domains`, { initial: initial });
  const domains = (query.data ?? initial).data;
  if (query.error && !query.data) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className="max-w-3xl space-y-10">
      {!mayWrite && <ReadOnlyNote />}
      {domains.length === 0 && (
        <EmptyState title="No domain of its own">
          The page is at {page.url.replace(/^https?:\/\//, '')}. Under a name of yours, such as
          status.example.com, customers find it where they look for it. The address here goes on working.
        </EmptyState>
      )}
      {domains.map((domain) => (
        <DomainCard key={domain.id} domain={domain} actions={actions} mayWrite={mayWrite} />
      ))}
      {mayWrite && domains.length < most && <AddDomain pageId={page.id} create={actions.create} />}
      <TlsNote appUrl={appUrl} />
    </div>
  );
}
