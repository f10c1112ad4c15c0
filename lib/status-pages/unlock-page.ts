import { z } from 'zod';
import type { Deps } from '@/lib/access/context';
import { verifyPassword } from '@/lib/access/passwords';
import { consumeLimit, releaseLimit, returnUse } from '@/lib/access/rate-limit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { networkOf } from '@/lib/heartbeats/rules/ping-sender';
import { findPublishedPage } from '@/lib/status-pages/internal/access-queries';

const windowSeconds = 15 * 60;
const perAddress = 10;
/** Against one password guessed from many addresses. Only wrong ones count. */
const perPage = 100;

const unlockPageInput = z.strictObject({
  slug: z.string().max(60),
  password: z.string().max(1000),
  clientAddress: z.string().max(64).nullable(),
});

export type UnlockResult =
  | { kind: 'granted'; pageId: string; accessVersion: number }
  | { kind: 'wrong_password' }
  | { kind: 'too_many' };

/**
 * For visitors. A page that has no password, or asks for none, takes as long as one with another password, and is not opened.
 * @throws ProductError `not_found` where no published page has the slug
 */
export async function unlockPage({ db, now }: Deps, raw: unknown): Promise<UnlockResult> {
  const { slug, password, clientAddress } = parseInput(unlockPageInput, raw);
  const page = await findPublishedPage(db, slug);
  if (page === null) throw notFound('status page');
  const { id: pageId, accessVersion } = page;
  const ofAddress = { key: `unlock:${pageId}:${networkOf(clientAddress) ?? 'unknown'}`, windowSeconds, now };
  const ofPage = { key: `unlock:${pageId}`, windowSeconds, now };
  // One address alone never uses up what all have together.
  if (!(await consumeLimit(db, { ...ofAddress, limit: perAddress })).allowed) return { kind: 'too_many' };
  if (!(await consumeLimit(db, { ...ofPage, limit: perPage })).allowed) return { kind: 'too_many' };
  const passwordHash = page.access === 'password' ? page.passwordHash : null;
  if (!(await verifyPassword(passwordHash, password))) return { kind: 'wrong_password' };
  await releaseLimit(db, ofAddress);
  await returnUse(db, ofPage);
  return { kind: 'granted', pageId, accessVersion };
}
