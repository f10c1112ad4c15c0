import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { type DomainDeps, domainDeps } from '@/lib/domains/domain-deps';
import { countDomains, insertDomain } from '@/lib/domains/queries';
import { normalizeHostname } from '@/lib/domains/rules/normalize-hostname';
import { refuseHostname } from '@/lib/domains/rules/refuse-hostname';
import { createPageDomainInput, maxDomains, type PageDomainView } from '@/lib/domains/schema';
import { toPageDomainView } from '@/lib/domains/view';
import { requireLockedPage } from '@/lib/status-pages/require-page';

/**
 * Claims a name for a page. Its answer says what is to be set in DNS; it is looked for within a minute, and the page is there under
 * the name once it was found.
 * @throws ProductError `invalid`, `not_found` (page), `conflict` where the organization has claimed it before
 */
export async function createPageDomain(
  ctx: Ctx,
  raw: unknown,
  deps: DomainDeps = domainDeps(),
): Promise<PageDomainView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(createPageDomainInput, raw);
  const hostname = readHostname(input.hostname, deps.appUrl);
  const { organizationId, now } = ctx;
  return ctx.db.transaction(async (db) => {
    const page = await requireLockedPage({ ...ctx, db }, input.page_id);
    if ((await countDomains(db, page.id)) >= maxDomains) {
      throw new ProductError('conflict', `A status page has at most ${maxDomains} domains.`);
    }
    const row = await insertDomain(db, {
      id: newId('dom', now.getTime()),
      organizationId,
      pageId: page.id,
      hostname,
      nextCheckAt: now,
      createdAt: now,
      updatedAt: now,
    });
    if (row === null) {
      throw new ProductError(
        'conflict',
        `${hostname} is set for a status page of this organization already.`,
      );
    }
    await writeAudit(ctx, db, {
      action: 'page_domain.created',
      targetId: row.id,
      detail: { hostname, page_id: page.id },
    });
    return toPageDomainView(row, deps);
  });
}

function readHostname(text: string, appUrl: string): string {
  const hostname = normalizeHostname(text);
  if (hostname === null) {
    throw invalidField(
      '/hostname',
      'expected a whole name such as status.example.com, without https:// and without a path',
    );
  }
  const fault = refuseHostname(hostname, new URL(appUrl).hostname);
  if (fault !== null) throw invalidField('/hostname', fault);
  return hostname;
}
