import { renderMail } from '@/lib/email/render-mail';
import { classifyResend } from '@/lib/email/rules/classify-mail';
import { subjectLine, threadId } from '@/lib/email/rules/mail-headers';
import { emailKind } from '@/lib/notifiers/email/kind';
import {
  defineNotifier,
  type MailRequest,
  type RenderContext,
  type SkippedRequest,
} from '@/lib/notifiers/notifier';
import { contentOf } from '@/lib/notifiers/rules/content';
import { channelUrl } from '@/lib/notifiers/rules/links';
import type { Message } from '@/lib/notifiers/rules/message';

/** Gmail cuts what is longer. */
const maxHtmlBytes = 100_000;

export const emailNotifier = defineNotifier({
  type: 'email',
  kind: emailKind,
  folds: true,
  maxBytes: maxHtmlBytes,
  render: async (message, { to }, context) => {
    const content = contentOf(message, context);
    const mail = await renderMail({
      ...content,
      footer: [`Sent to the channel “${context.channel.name}”.`],
      footerLink: {
        label: 'Change or switch off this channel',
        url: channelUrl(context.appUrl, context.channel.id),
      },
    });
    return to.map((address): MailRequest | SkippedRequest =>
      context.suppressedAddresses.has(address.toLowerCase())
        ? { kind: 'skip', reason: `${address} takes no more mail of this channel.` }
        : {
            kind: 'mail',
            mail: {
              to: [address],
              subject: subjectLine(content.headline),
              headers: headersOf(message, address, context),
              ...mail,
            },
          },
    );
  },
  classify: (answer, now) => {
    const retryAfter = answer.headers['retry-after'] ?? null;
    const verdict = classifyResend({ status: answer.status, retryAfter, body: answer.body }, now);
    if (verdict.kind === 'sent') return { kind: 'ok' };
    return verdict.kind === 'retry' ? verdict : { ...verdict, disablesChannel: false };
  },
});

/** The first mail of an incident begins the thread, every other one refers to it (RFC 5322, section 3.6.4). */
function headersOf(message: Message, address: string, context: RenderContext): Record<string, string> {
  const { deliveryId, channel, mailDomain } = context;
  const common = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'List-Unsubscribe': `<${context.unsubscribeUrl(address)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  const own = `<${deliveryId}@${mailDomain}>`;
  if (!('incident' in message) || message.kind === 'test') return { ...common, 'Message-ID': own };
  const thread = threadId(message.incident.id, channel.id, mailDomain);
  if (message.kind === 'opened') return { ...common, 'Message-ID': thread };
  return { ...common, 'Message-ID': own, 'In-Reply-To': thread, References: thread };
}
