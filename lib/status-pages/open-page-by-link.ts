import { z } from 'zod';
import type { Deps } from '@/lib/access/context';
import { consumeLimit } from '@/lib/access/rate-limit';
import { notFound } from '@/lib/core/errors';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { parseInput } from '@/lib/core/parse';
import { type AccessLink, readAccessLink } from '@/lib/status-pages/internal/access-link';
import { findPublishedPage } from '@/lib/status-pages/internal/access-queries';

const linkInput = z.strictObject({ slug: z.string().max(60), token: z.string().max(500) });
type LinkDeps = Deps & { signer: LinkSigner };

export type LinkResult = { kind: 'granted'; pageId: string; accessVersion: number } | { kind: 'dead' };

/** Whether a link still opens its page, as far as that is known without using it. @throws ProductError `not_found` (page) */
export async function isLinkAlive(deps: LinkDeps, raw: unknown): Promise<boolean> {
  return (await findLink(deps, raw)) !== null;
}

/**
 * For visitors: once, within ten minutes, and as long as who may read the page is not changed.
 * @throws ProductError `not_found` (page)
 */
export async function openPageByLink(deps: LinkDeps, raw: unknown): Promise<LinkResult> {
  const link = await findLink(deps, raw);
  if (link === null) return { kind: 'dead' };
  const { pageId, accessVersion, issuedMs, nonce } = link;
  // The window of its issue: the same one for every use, whenever that comes.
  const use = { key: `page-access-link:${nonce}`, limit: 1, windowSeconds: 3600, now: new Date(issuedMs) };
  const { allowed } = await consumeLimit(deps.db, use);
  return allowed ? { kind: 'granted', pageId, accessVersion } : { kind: 'dead' };
}

async function findLink({ db, signer, now }: LinkDeps, raw: unknown): Promise<AccessLink | null> {
  const { slug, token } = parseInput(linkInput, raw);
  const page = await findPublishedPage(db, slug);
  if (page === null) throw notFound('status page');
  const link = readAccessLink(signer, token, now.getTime());
  const isOfPage = link?.pageId === page.id && link.accessVersion === page.accessVersion;
  return isOfPage && page.access === 'email' ? link : null;
}
