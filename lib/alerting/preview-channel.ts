import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { findChannel } from '@/lib/alerting/queries/ledger';
import { previewMessage } from '@/lib/alerting/rules/preview-message';
import { type ChannelPreviewView, previewChannelInput } from '@/lib/alerting/schema';
import { type SenderDeps, senderDeps } from '@/lib/alerting/sender-deps';
import { openChannel } from '@/lib/channels/open-channel';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { domainOf } from '@/lib/email/rules/mail-headers';
import { toSentRequest } from '@/lib/notifiers/deliver';
import type { RenderContext } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import { contentOf } from '@/lib/notifiers/rules/content';
import { redactor, textsIn } from '@/lib/notifiers/rules/redact';
import type { Templates } from '@/lib/notifiers/rules/template';

const noDelivery = 'dlv_00000000000000000000000000';

/**
 * What an alert would look like there: through the channel's own notifier, with its secrets cut out. Nothing is sent.
 * @throws ProductError `not_found`
 */
export async function previewChannel(
  ctx: Ctx,
  raw: unknown,
  deps: SenderDeps = senderDeps(ctx.db),
): Promise<ChannelPreviewView> {
  authorize(ctx, 'channel.write');
  const { id, kind, templates } = parseInput(previewChannelInput, raw);
  const channel = await findChannel(ctx.db, ctx.organizationId, id);
  const limit = projectLimit(ctx);
  if (channel === null || (limit !== null && channel.projectId !== limit)) throw notFound('channel');
  const { config, signingSecrets } = openChannel(channel, deps.sealer, ctx.now);
  const notifier = notifiers[channel.type];
  const context: RenderContext = {
    deliveryId: noDelivery,
    attemptAt: ctx.now,
    appUrl: deps.appUrl,
    channel: { id: channel.id, name: channel.name },
    signingSecrets,
    mailDomain: domainOf(deps.deliver.mail.settings.from),
    acknowledgeUrl: kind === 'opened' ? `${deps.appUrl}/acknowledge/preview` : null,
    unsubscribeUrl: () => `${deps.appUrl}/unsubscribe/preview`,
    suppressedAddresses: new Set(),
    receipt: null,
    baseUrls: deps.baseUrls,
    templates: templates === undefined ? channel.templates : usedOf(templates),
    history: null,
  };
  const message = previewMessage(kind, ctx.now, channel.projectId);
  const requests = await notifier.render(message, config, context);
  const secrets = notifier.secretFields.flatMap((field) => textsIn(config[field]));
  const redact = redactor([...secrets, ...signingSecrets]);
  const { headline, paragraphs, facts } = contentOf(message, context);
  return {
    headline,
    paragraphs: [...paragraphs],
    facts: [...facts],
    requests: requests.flatMap((request) =>
      request.kind === 'skip' ? [] : [toSentRequest(request, redact)],
    ),
  };
}

type Typed = { title?: string | null | undefined; body?: string | null | undefined };

/** While it is typed a template may be empty: then ours stands, as it will once it is saved. */
function usedOf({ title, body }: Typed): Templates {
  const isUsed = (text: string | null | undefined): text is string => text != null && text.trim() !== '';
  return { ...(isUsed(title) ? { title } : {}), ...(isUsed(body) ? { body } : {}) };
}
