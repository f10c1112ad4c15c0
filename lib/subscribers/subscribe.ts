import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@/db/client';
import { consumeLimit, requireLimit } from '@/lib/access/rate-limit';
import { invalidField, notFound, ProductError } from '@/lib/core/errors';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { parseInput } from '@/lib/core/parse';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import type { MailDeps } from '@/lib/email/send-email';
import { networkOf } from '@/lib/heartbeats/rules/ping-sender';
import { isAccessGranted } from '@/lib/status-pages/is-access-granted';
import type { StoredPage } from '@/lib/status-pages/require-page';
import { pageSettings } from '@/lib/status-pages/schema';
import { mailLink, noteWish } from '@/lib/subscribers/internal/ask-mailbox';
import { mailboxLimits } from '@/lib/subscribers/internal/limits';
import { keepOwnComponents } from '@/lib/subscribers/internal/own-components';
import { findPageById, isBouncing, type StoredSubscriber } from '@/lib/subscribers/queries/subscribers';
import { isAllowedMailbox } from '@/lib/subscribers/rules/allowed-mailbox';
import { subscribeInput } from '@/lib/subscribers/schema';

/** Who asks, without a session: what says whether they may read the page, and whom to count. */
export type Visitor = { cookieHeader: string | null; clientAddress: string | null };

export type VisitorDeps = {
  db: Db;
  mail: MailDeps;
  signer: LinkSigner;
  now: Date;
  requestId: string;
  visitor: Visitor;
};

/** No field of the form: where somebody has filled it in, it was no person. */
type Wish = { isTrapped: boolean };

const hourSeconds = 3600;
/** Between the attempts at one mail. */
const waitsMs = [2000, 10_000] as const;

/** `send`: what is left to do once the visitor has been answered, so that nobody learns from how long it takes. */
export type Asked = { send: () => Promise<void> };

const nothing: Asked = { send: async () => {} };

/**
 * By anybody who may read the page. Sends one mail with a link, and nothing else to anybody; what comes back says nothing
 * about whether the address was known, waiting or confirmed.
 * @throws ProductError `not_found`, `conflict` where the page takes none, `invalid`, `rate_limited`
 */
export async function subscribe(deps: VisitorDeps, raw: unknown, { isTrapped }: Wish): Promise<Asked> {
  const { db, now, visitor } = deps;
  const who = networkOf(visitor.clientAddress) ?? 'unknown';
  await requireLimit(
    db,
    { key: `subscribe:client:${who}`, limit: 10, windowSeconds: hourSeconds, now },
    'Too many subscriptions were asked for from your address. Wait an hour.',
  );
  const input = parseInput(subscribeInput, raw);
  const page = await findPageById(db, input.page_id);
  if (page === null || !page.isPublished || !mayRead(deps, page)) throw notFound('status page');
  if (!pageSettings.parse(page.settings).takes_subscribers) {
    throw new ProductError('conflict', 'This page takes no subscriptions by mail.');
  }
  if (!addressPattern.test(input.email)) throw invalidField('/email', 'is no mail address', 'not_an_address');
  if (!isAllowedMailbox(page, input.email))
    throw invalidField('/email', 'is not of an allowed domain', 'foreign_domain');
  if (isTrapped) return nothing;
  await requireLimit(
    db,
    { key: `subscribe:page:${page.id}`, limit: 1000, windowSeconds: hourSeconds, now },
    'Too many subscriptions were asked for on this page. Wait an hour.',
  );
  for (const limit of mailboxLimits(page.id, input.email, now)) {
    if (!(await consumeLimit(db, limit)).allowed) return nothing;
  }
  if (await isBouncing(db, page.organizationId, input.email)) return nothing;
  const componentIds = await keepOwnComponents(db, page.id, input.component_ids);
  const wish = { address: input.email, locale: input.locale, componentIds };
  const subscriber = await noteWish(db, page, wish, now);
  return { send: () => sendPatiently(deps, page, subscriber) };
}

/** Nobody asks for it a second time who has been told that it is on its way. */
async function sendPatiently(
  deps: VisitorDeps,
  page: StoredPage,
  subscriber: StoredSubscriber,
): Promise<void> {
  for (const waitMs of [...waitsMs, null]) {
    const result = await mailLink(deps.db, deps, page, subscriber);
    // A mailbox that is refused for good is no fault of ours.
    if (result.kind !== 'retry') return;
    if (waitMs === null) throw new Error(`the link of a subscription was not sent: ${result.reason}`);
    await sleep(waitMs);
  }
}

function mayRead({ visitor, signer, now }: VisitorDeps, page: StoredPage): boolean {
  return isAccessGranted({
    manifest: { ...page, pageId: page.id },
    ...visitor,
    nowMs: now.getTime(),
    signer,
  });
}
