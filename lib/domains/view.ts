import type { DomainDeps } from '@/lib/domains/domain-deps';
import { proofName, proofValue } from '@/lib/domains/domain-proof';
import { trafficTarget } from '@/lib/domains/internal/look-up-proof';
import type { StoredDomain } from '@/lib/domains/queries';
import { takenWords } from '@/lib/domains/rules/step-domain';
import type { PageDomainView } from '@/lib/domains/schema';

export function toPageDomainView(
  domain: StoredDomain,
  { signer, appUrl }: Pick<DomainDeps, 'signer' | 'appUrl'>,
): PageDomainView {
  const { hostname, checkedAt, lastError } = domain;
  const state = stateOf(domain);
  const target = trafficTarget(appUrl);
  const proof = {
    purpose: 'proof' as const,
    type: 'TXT' as const,
    name: proofName(hostname),
    value: proofValue(signer, domain),
    is_found: checkedAt === null ? null : state === 'proven' || state === 'taken',
  };
  const traffic = {
    purpose: 'traffic' as const,
    type: 'CNAME' as const,
    name: hostname,
    value: target ?? '',
    // Only what is proven has been looked at for its traffic.
    is_found: state === 'proven' ? lastError === null : null,
  };
  return {
    id: domain.id,
    page_id: domain.pageId,
    hostname,
    state,
    records: target === null ? [proof] : [proof, traffic],
    last_error: lastError,
    verified_at: domain.verifiedAt?.toISOString() ?? null,
    failing_since_at: domain.failingSinceAt?.toISOString() ?? null,
    checked_at: checkedAt?.toISOString() ?? null,
    created_at: domain.createdAt.toISOString(),
  };
}

function stateOf({ verifiedAt, failingSinceAt, lastError }: StoredDomain): PageDomainView['state'] {
  if (verifiedAt === null) return lastError === takenWords ? 'taken' : 'unproven';
  return failingSinceAt === null ? 'proven' : 'failing';
}
