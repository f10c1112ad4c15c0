import type { Db } from '@/db/client';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { newId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { MailResult } from '@/lib/email/mail';
import { renderMail } from '@/lib/email/render-mail';
import { domainOf, messageId } from '@/lib/email/rules/mail-headers';
import { type MailDeps, sendEmail } from '@/lib/email/send-email';
import type { PageLocale } from '@/lib/status-pages/constants';
import { oneClickHeaders, pageAddress, subscriptionUrl } from '@/lib/subscribers/internal/page-address';
import { signSubscription } from '@/lib/subscribers/internal/subscription-token';
import { holdMailbox, type StoredSubscriber, updateSubscriber } from '@/lib/subscribers/queries/subscribers';
import { confirmMail } from '@/lib/subscribers/rules/confirm-mail';
import { stateOf } from '@/lib/subscribers/view';

export type PageOfMailbox = { id: string; organizationId: string; slug: string; name: string };
export type Wish = { address: string; locale: PageLocale; componentIds: string[] | null };

/**
 * One row for a mailbox and a page, whoever asks and however often. What is confirmed stays as it is; all else waits for
 * the link of the newest mail, and older ones end.
 */
export async function noteWish(
  db: Db,
  page: PageOfMailbox,
  wish: Wish,
  now: Date,
): Promise<StoredSubscriber> {
  return db.transaction(async (tx) => {
    const { subscriber, isNew } = await holdMailbox(tx, {
      id: newId('sub', now.getTime()),
      organizationId: page.organizationId,
      pageId: page.id,
      kind: 'email',
      ...wish,
      createdAt: now,
      updatedAt: now,
    });
    if (isNew || stateOf(subscriber) === 'active') {
      if (isNew) await tellBrowsers(tx, subscriber);
      return subscriber;
    }
    const updated = await updateSubscriber(tx, subscriber.id, {
      locale: wish.locale,
      componentIds: wish.componentIds,
      confirmedAt: null,
      confirmVersion: subscriber.confirmVersion + 1,
      updatedAt: now,
    });
    await tellBrowsers(tx, updated);
    return updated;
  });
}

export async function tellBrowsers(tx: Db, subscriber: StoredSubscriber): Promise<void> {
  const { organizationId, id } = subscriber;
  await notifyChanges(tx, [{ organizationId, topic: 'subscribers', id }]);
}

type Letter = { mail: MailDeps; signer: LinkSigner; requestId: string };

/** One mail, with the link that confirms; or that manages, where the mailbox has confirmed before. */
export async function mailLink(
  db: Db,
  { mail, signer, requestId }: Letter,
  page: PageOfMailbox,
  subscriber: StoredSubscriber,
): Promise<MailResult> {
  const { address, locale, id } = subscriber;
  const pageUrl = await pageAddress(db, page);
  const url = subscriptionUrl(pageUrl, signSubscription(signer, subscriber));
  const isConfirmed = stateOf(subscriber) === 'active';
  const { subject, content } = confirmMail({
    locale,
    pageName: page.name,
    pageUrl,
    address,
    url,
    isConfirmed,
  });
  const key = `${id}/${requestId}`;
  return sendEmail(mail, {
    to: [address],
    senderNote: page.name,
    subject,
    ...(await renderMail(content)),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // Who has not confirmed has nothing to end: to leave it unanswered ends it.
      ...(isConfirmed ? oneClickHeaders(url) : {}),
      'Message-ID': messageId([id, requestId], address, domainOf(mail.settings.from)),
    },
    tags: { delivery_id: id },
    idempotencyKey: key,
    organizationId: page.organizationId,
  });
}
