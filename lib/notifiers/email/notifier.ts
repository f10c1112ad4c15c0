import { renderMail } from '@/lib/email/render-mail';
import { classifyResend } from '@/lib/email/rules/classify-mail';
import { subjectLine, threadId } from '@/lib/email/rules/mail-headers';
import { defineNotifier, type RenderContext } from '@/lib/notifiers/notifier';
import { channelUrl } from '@/lib/notifiers/rules/links';
import { incidentMail, mailSubject } from '@/lib/notifiers/rules/mail-content';
import type { Message } from '@/lib/notifiers/rules/message';
import { emailConfig } from '@/lib/notifiers/schema';

/** Gmail cuts what is longer. */
const maxHtmlBytes = 100_000;

export const emailNotifier = defineNotifier({
  type: 'email',
  configSchema: emailConfig,
  secretFields: [],
  isSigned: false,
  maxBytes: maxHtmlBytes,
  render: async (message, config, context) => ({
    kind: 'mail',
    mail: {
      to: config.to,
      subject: subjectLine(mailSubject(message)),
      headers: headersOf(message, context),
      ...(await renderMail(incidentMail(message, context))),
    },
  }),
  classify: (answer, now) => {
    const retryAfter = answer.headers['retry-after'] ?? null;
    const verdict = classifyResend({ status: answer.status, retryAfter, body: answer.body }, now);
    if (verdict.kind === 'sent') return { kind: 'ok' };
    return verdict.kind === 'retry' ? verdict : { ...verdict, disablesChannel: false };
  },
});

/** The first mail of an incident begins the thread, every other one refers to it (RFC 5322, section 3.6.4). */
function headersOf(message: Message, context: RenderContext): Record<string, string> {
  const { deliveryId, channel, appUrl, mailDomain } = context;
  const common = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    'List-Unsubscribe': `<${channelUrl(appUrl, channel.id)}>`,
  };
  const own = `<${deliveryId}@${mailDomain}>`;
  if (message.kind === 'channel_disabled' || message.kind === 'test') return { ...common, 'Message-ID': own };
  const thread = threadId(message.incident.id, channel.id, mailDomain);
  if (message.kind === 'opened') return { ...common, 'Message-ID': thread };
  return { ...common, 'Message-ID': own, 'In-Reply-To': thread, References: thread };
}
