import { defineNotifier } from '@/lib/notifiers/notifier';
import { classifyWebhook } from '@/lib/notifiers/rules/classify';
import { maxWebhookBytes, webhookBody } from '@/lib/notifiers/rules/webhook-body';
import { webhookKind } from '@/lib/notifiers/webhook/kind';
import { bodySignature, standardSignature } from '@/lib/notifiers/webhook/sign';

/** Standard Webhooks, and `X-Uptime-Signature` beside it. The id stays, the timestamp is of the attempt. */
export const webhookNotifier = defineNotifier({
  type: 'webhook',
  kind: webhookKind,
  isSigned: true,
  folds: false,
  maxBytes: maxWebhookBytes,
  render: (message, { url, headers }, context) => {
    const body = webhookBody(message, context.appUrl);
    const timestampSeconds = Math.floor(context.attemptAt.getTime() / 1000);
    const [newest] = context.signingSecrets;
    return [
      {
        kind: 'http',
        method: 'POST',
        url,
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stillup-Webhook/1.0',
          'webhook-id': context.deliveryId,
          'webhook-timestamp': String(timestampSeconds),
          'webhook-signature': standardSignature(
            context.signingSecrets,
            context.deliveryId,
            timestampSeconds,
            body,
          ),
          ...(newest === undefined ? {} : { 'x-uptime-signature': bodySignature(newest, body) }),
        },
        body,
      },
    ];
  },
  classify: classifyWebhook,
});
