import { renderMail } from '@/lib/email/render-mail';
import { classifyResend } from '@/lib/email/rules/classify-mail';
import { messageId, subjectLine } from '@/lib/email/rules/mail-headers';
import { emailKind } from '@/lib/notifiers/email/kind';
import { mailOf } from '@/lib/notifiers/email/mail-of';
import {
  defineNotifier,
  type MailRequest,
  type RenderContext,
  type SkippedRequest,
} from '@/lib/notifiers/notifier';
import { type Content, contentOf } from '@/lib/notifiers/rules/content';
import type { IncidentMessage, Message } from '@/lib/notifiers/rules/message';

/** Gmail cuts what is longer. */
const maxHtmlBytes = 100_000;

export const emailNotifier = defineNotifier({
  type: 'email',
  kind: emailKind,
  folds: true,
  maxBytes: maxHtmlBytes,
  render: (message, { to }, context) => {
    const content = contentOf(message, context);
    return Promise.all(
      to.map((address): Promise<MailRequest> | SkippedRequest =>
        context.suppressedAddresses.has(address.toLowerCase())
          ? { kind: 'skip', reason: `${address} takes no more mail of this channel.` }
          : letter(message, content, address, context),
      ),
    );
  },
  classify: (answer, now) => {
    const retryAfter = answer.headers['retry-after'] ?? null;
    const verdict = classifyResend({ status: answer.status, retryAfter, body: answer.body }, now);
    if (verdict.kind === 'sent') return { kind: 'ok' };
    return verdict.kind === 'retry'
      ? verdict
      : { kind: 'permanent', reason: verdict.reason, disablesChannel: false };
  },
});

async function letter(
  message: Message,
  content: Content,
  address: string,
  context: RenderContext,
): Promise<MailRequest> {
  return {
    kind: 'mail',
    mail: {
      to: [address],
      senderNote: content.badge,
      subject: subjectOf(message, content, context),
      headers: headersOf(message, address, context),
      ...(await renderMail(mailOf(message, content, address, context))),
    },
  };
}

function isOfIncident(message: Message): message is IncidentMessage {
  return 'incident' in message && message.kind !== 'test';
}

/**
 * Gmail keeps a thread together only under one subject, so every later mail repeats that of the first; what became of
 * the incident is told by the sender's name and the preview, which lists show before anything is opened.
 */
function subjectOf(message: Message, content: Content, { receipt, templates }: RenderContext): string {
  const first = isOfIncident(message) && templates.title === undefined ? receipt?.['subject'] : undefined;
  if (first === undefined) return subjectLine(content.headline);
  return first.startsWith('Re: ') ? first : subjectLine(`Re: ${first}`);
}

/** The first mail of an incident to an address begins a thread, every later one refers to it (RFC 5322, section 3.6.4). */
function headersOf(message: Message, address: string, context: RenderContext): Record<string, string> {
  const { deliveryId, channel, mailDomain, receipt } = context;
  const own = messageId([deliveryId], address, mailDomain);
  const common = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'List-Id': `<${channel.id}.${mailDomain}>`,
    'List-Unsubscribe': `<${context.unsubscribeUrl(address)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  if (!isOfIncident(message)) return { ...common, 'Message-ID': own };
  const thread = messageId([message.incident.id, channel.id], address, mailDomain);
  if (receipt === null) return { ...common, 'Message-ID': thread };
  return { ...common, 'Message-ID': own, 'In-Reply-To': thread, References: thread };
}
