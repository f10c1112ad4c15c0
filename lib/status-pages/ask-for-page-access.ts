import { z } from 'zod';
import type { Deps } from '@/lib/access/context';
import { consumeLimit } from '@/lib/access/rate-limit';
import { newSecretToken } from '@/lib/access/tokens';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { parseInput } from '@/lib/core/parse';
import { renderMail } from '@/lib/email/render-mail';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import { type MailDeps, sendEmail } from '@/lib/email/send-email';
import { networkOf } from '@/lib/heartbeats/rules/ping-sender';
import { pageLocales } from '@/lib/status-pages/constants';
import { signAccessLink } from '@/lib/status-pages/internal/access-link';
import { findPublishedPage } from '@/lib/status-pages/internal/access-queries';
import type { StoredPage } from '@/lib/status-pages/queries';
import { accessMail } from '@/lib/status-pages/rules/access-mail';

const windowSeconds = 15 * 60;
const perAddress = 10;
const perPage = 300;
const perMailbox = 3;
const hourSeconds = 3600;
const perMailboxAndHour = 10;

const askInput = z.strictObject({
  slug: z.string().max(60),
  email: z.string().max(1000).trim().toLowerCase(),
  locale: z.enum(pageLocales),
  clientAddress: z.string().max(64).nullable(),
  /** Where the page is for this visitor, absolute and without a slash at its end. */
  url: z.url().max(2048),
  /** The document wanted, below the page; '' for the page itself. */
  to: z.string().max(300).default(''),
});
type Ask = z.output<typeof askInput>;

export type AskDeps = Deps & { signer: LinkSigner; mail: MailDeps };

/** `send`: what is left to do once the visitor has been answered, so that nobody learns from how long it takes. */
export type AskResult =
  | { kind: 'asked'; send: () => Promise<void> }
  | { kind: 'not_an_address' }
  | { kind: 'too_many' };

/**
 * For visitors. Sends a link where the mailbox is of one of the page's domains (exactly, none below them), and says the same where it
 * is not.
 * @throws ProductError `not_found` where no published page has the slug
 */
export async function askForPageAccess(deps: AskDeps, raw: unknown): Promise<AskResult> {
  const { db, now } = deps;
  const ask = parseInput(askInput, raw);
  const page = await findPublishedPage(db, ask.slug);
  if (page === null) throw notFound('status page');
  const who = networkOf(ask.clientAddress) ?? 'unknown';
  for (const [key, limit] of [
    [`page-access:${page.id}:${who}`, perAddress],
    [`page-access:${page.id}`, perPage],
  ] as const) {
    if (!(await consumeLimit(db, { key, limit, windowSeconds, now })).allowed) return { kind: 'too_many' };
  }
  if (ask.email.length > 254 || !addressPattern.test(ask.email)) return { kind: 'not_an_address' };
  const isSent = isAllowed(page, ask.email) && (await mayBeMailed(deps, page.id, ask.email));
  return { kind: 'asked', send: isSent ? () => send(deps, page, ask) : async () => {} };
}

function isAllowed(page: StoredPage, email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return page.access === 'email' && page.allowedEmailDomains.includes(domain);
}

/** Nobody's mailbox is filled through us; that it has had enough is not said either. */
async function mayBeMailed({ db, now }: Deps, pageId: string, email: string): Promise<boolean> {
  const ofPage = { key: `page-access-mail:${pageId}:${email}`, limit: perMailbox, windowSeconds, now };
  const ofAll = {
    key: `page-access-mail:${email}`,
    limit: perMailboxAndHour,
    windowSeconds: hourSeconds,
    now,
  };
  return (await consumeLimit(db, ofPage)).allowed && (await consumeLimit(db, ofAll)).allowed;
}

async function send({ signer, mail, now }: AskDeps, page: StoredPage, ask: Ask): Promise<void> {
  const nonce = newSecretToken().slice(0, 22);
  const { id: pageId, accessVersion } = page;
  const token = signAccessLink(signer, { pageId, accessVersion, issuedMs: now.getTime(), nonce });
  const query = new URLSearchParams({ locale: ask.locale, ...(ask.to === '' ? {} : { to: ask.to }) });
  const url = `${ask.url}/access/${token}?${query}`;
  const { subject, content } = accessMail(ask.locale, { name: page.name, url });
  const result = await sendEmail(mail, {
    to: [ask.email],
    senderNote: page.name,
    subject,
    ...(await renderMail(content)),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    idempotencyKey: newId('req', now.getTime()),
    organizationId: page.organizationId,
  });
  if (result.kind !== 'sent') throw new Error(`a link to a status page was not sent: ${result.reason}`);
}
