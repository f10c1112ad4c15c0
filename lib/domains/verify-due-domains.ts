import type { Db } from '@/db/client';
import { newId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { lookUpProof } from '@/lib/domains/internal/look-up-proof';
import { domainChecker, settleDomain } from '@/lib/domains/internal/settle-domain';
import { claimDueDomains, type StoredDomain } from '@/lib/domains/queries';
import type { RecordResolver } from '@/lib/domains/record-resolver';

export type VerifyDeps = {
  resolver: RecordResolver;
  signer: LinkSigner;
  appUrl: string;
  now: () => Date;
};

/** So many at a time, so that one run ends and name servers that hang hold up few. */
const batchSize = 20;
const maxBatches = 50;
const leaseMs = 10 * 60_000;

/**
 * Looks at every name that is due. DNS is asked outside of any transaction. Several may run at once. One that cannot be written
 * holds up no other, and is thrown at the end. For jobs only.
 */
export async function verifyDueDomains(db: Db, deps: VerifyDeps): Promise<{ checked: number }> {
  let checked = 0;
  let fault: unknown;
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const due = await claimDueDomains(db, { now: deps.now(), leaseMs, limit: batchSize });
    const results = await Promise.allSettled(due.map((domain) => verify(db, domain, deps)));
    for (const result of results) {
      if (result.status === 'fulfilled') checked += 1;
      else fault = result.reason;
    }
    if (due.length < batchSize) break;
  }
  if (fault !== undefined) throw fault;
  return { checked };
}

async function verify(db: Db, domain: StoredDomain, deps: VerifyDeps): Promise<void> {
  const facts = await lookUpProof(deps.resolver, domain.hostname, deps.appUrl);
  await settleDomain(db, domain, {
    facts,
    signer: deps.signer,
    actor: domainChecker,
    requestId: newId('req'),
    now: deps.now(),
  });
}
