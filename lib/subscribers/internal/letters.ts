import type { Db } from '@/db/client';
import { escapeHtml } from '@/lib/core/escape-markup';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { Mail } from '@/lib/email/mail';
import { renderMail } from '@/lib/email/render-mail';
import { domainOf, messageId } from '@/lib/email/rules/mail-headers';
import { publicId } from '@/lib/status-pages/rules/public-id';
import { loadTelling } from '@/lib/subscribers/internal/load-telling';
import { oneClickHeaders, subscriptionUrl } from '@/lib/subscribers/internal/page-address';
import { signSubscription } from '@/lib/subscribers/internal/subscription-token';
import type { FoundNotification } from '@/lib/subscribers/queries/sending';
import { incidentMail } from '@/lib/subscribers/rules/incident-mail';
import type { Telling } from '@/lib/subscribers/rules/telling';

/** Stand in what is rendered once for all readers of a language; neither is changed by being escaped. */
const addressMark = '__subscriber_address__';
const tokenMark = '__subscriber_token__';

type Draft = { telling: Telling; mail: Pick<Mail, 'subject' | 'senderNote' | 'html' | 'text'> };

const maxDrafts = 64;

/** What an update says, made once for each language and then filled in for each reader. */
export class Letters {
  private readonly tellings = new Map<string, Promise<Telling>>();
  private readonly drafts = new Map<string, Promise<Draft>>();

  constructor(
    private readonly db: Db,
    private readonly signer: LinkSigner,
    private readonly from: string,
  ) {}

  telling(found: FoundNotification): Promise<Telling> {
    return once(this.tellings, keyOf(found), () => loadTelling(this.db, found));
  }

  /** One mail to one reader: in a thread with all others of the incident, and with a link that ends it. */
  async write(found: FoundNotification): Promise<Mail> {
    const { notification, subscriber, incident, page } = found;
    const { telling, mail } = await this.draft(found);
    const { address } = subscriber;
    const token = signSubscription(this.signer, subscriber);
    const domain = domainOf(this.from);
    const thread = messageId([incident.id, subscriber.id], address, domain);
    const fill = (text: string, shown: string) =>
      text.replaceAll(addressMark, () => shown).replaceAll(tokenMark, () => token);
    return {
      to: [address],
      senderNote: mail.senderNote ?? page.name,
      subject: mail.subject,
      html: fill(mail.html, escapeHtml(address)),
      text: fill(mail.text, address),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'List-Id': `<${publicId(page.id)}.${domain}>`,
        ...oneClickHeaders(subscriptionUrl(telling.page.url, token)),
        'Message-ID': messageId([notification.id], address, domain),
        'In-Reply-To': thread,
        References: thread,
      },
      tags: { delivery_id: notification.id },
    };
  }

  private draft(found: FoundNotification): Promise<Draft> {
    const { locale } = found.subscriber;
    return once(this.drafts, `${keyOf(found)} ${locale}`, async () => {
      const telling = await this.telling(found);
      const reader = { address: addressMark, subscriptionUrl: subscriptionUrl(telling.page.url, tokenMark) };
      const { content, subject, senderNote } = incidentMail(telling, locale, reader);
      return { telling, mail: { subject, senderNote, ...(await renderMail(content)) } };
    });
  }
}

/** Another one as soon as anything of it was edited. */
function keyOf({ page, incident, update }: FoundNotification): string {
  const edited = [page.updatedAt, incident.updatedAt, update.updatedAt].map((at) => at.getTime());
  return [update.id, ...edited].join(' ');
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const [oldest] = made.keys();
  if (made.size >= maxDrafts && oldest !== undefined) made.delete(oldest);
  const making = make();
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}
