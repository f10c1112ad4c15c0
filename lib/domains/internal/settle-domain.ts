import type { Db } from '@/db/client';
import type { Actor, Ctx } from '@/lib/access/context';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { isProven, proofName } from '@/lib/domains/domain-proof';
import type { DnsFacts } from '@/lib/domains/internal/look-up-proof';
import { hastenOthers, lockClaims, type StoredDomain, updateDomain } from '@/lib/domains/queries';
import { type DomainStep, lose, type ProofFinding, stepDomain } from '@/lib/domains/rules/step-domain';
import { markPage } from '@/lib/status-pages/mark-page';

export type Look = { facts: DnsFacts; signer: LinkSigner; actor: Actor; requestId: string; now: Date };

export const domainChecker: Actor = { kind: 'system', name: 'Domain check' };

/**
 * Writes what DNS said of a name as it was seen before the look. Whoever has changed it meanwhile has the word. In one transaction:
 * who has a name is decided under the locks of all its claims.
 */
export async function settleDomain(db: Db, seen: StoredDomain, look: Look): Promise<void> {
  await db.transaction(async (tx) => {
    const claims = await lockClaims(tx, seen.hostname);
    const domain = claims.find(({ id }) => id === seen.id);
    if (domain === undefined || domain.updatedAt.getTime() !== seen.updatedAt.getTime()) return;
    const holder = claims.find(({ id, verifiedAt }) => id !== seen.id && verifiedAt !== null);
    const finding = toFinding(domain, holder, look);
    const step = stepDomain(toState(domain), finding, look.now.getTime());
    if (step.event === 'proven' && holder !== undefined) await dispossess(tx, holder, look);
    await apply(tx, domain, step, look);
  });
}

/** Both proofs stand under one name, so that one look tells of the holder's as well, and tells the newest. */
function toFinding(domain: StoredDomain, holder: StoredDomain | undefined, look: Look): ProofFinding {
  const { facts, signer } = look;
  if (facts.kind === 'unknown') return facts;
  const { txt, traffic } = facts;
  if (isProven(signer, domain, txt)) {
    return { kind: 'found', traffic, isHeldByOther: holder !== undefined && isProven(signer, holder, txt) };
  }
  const name = proofName(domain.hostname);
  const words =
    txt.length === 0
      ? `There is no TXT record at ${name} yet.`
      : `None of the TXT records at ${name} is the one shown here.`;
  return { kind: 'missing', words };
}

async function dispossess(tx: Db, holder: StoredDomain, look: Look): Promise<void> {
  const words = 'The TXT record was missing, and another page has proven the name meanwhile.';
  const byChecker = { ...look, actor: domainChecker, requestId: newId('req') };
  await apply(tx, holder, lose(words, look.now.getTime()), byChecker);
}

async function apply(tx: Db, domain: StoredDomain, step: DomainStep, look: Look): Promise<void> {
  const { id, organizationId, pageId, hostname } = domain;
  const { now, actor, requestId } = look;
  await updateDomain(tx, id, {
    verifiedAt: toDate(step.verifiedAtMs),
    failingSinceAt: toDate(step.failingSinceMs),
    lastError: step.lastError,
    nextCheckAt: new Date(step.nextCheckMs),
    checkedAt: now,
    updatedAt: now,
  });
  if (step.event === null) {
    if (step.lastError !== domain.lastError) {
      await notifyChanges(tx, [{ organizationId, topic: 'status_pages', id }]);
    }
    return;
  }
  if (step.event === 'lost') await hastenOthers(tx, domain, now);
  if (step.event === 'lost' || step.event === 'proven') await markPage(tx, pageId);
  const ctx: Ctx = { organizationId, actor, now, db: tx, requestId };
  await writeAudit(ctx, tx, {
    action: `page_domain.${step.event}`,
    targetId: id,
    detail: { hostname, page_id: pageId },
  });
}

function toState({ createdAt, verifiedAt, failingSinceAt, lastError }: StoredDomain) {
  return {
    createdAtMs: createdAt.getTime(),
    verifiedAtMs: verifiedAt?.getTime() ?? null,
    failingSinceMs: failingSinceAt?.getTime() ?? null,
    lastError,
  };
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
