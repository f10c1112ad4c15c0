import { cutText } from '@/lib/core/cut-text';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier, type RenderContext } from '@/lib/notifiers/notifier';
import { contentOf } from '@/lib/notifiers/rules/content';
import type { Message } from '@/lib/notifiers/rules/message';
import { oneLine, shortLines } from '@/lib/notifiers/rules/short-text';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';
import { classifyWhatsApp, messageIdOf } from '@/lib/notifiers/whatsapp/classify';
import { whatsAppKind } from '@/lib/notifiers/whatsapp/kind';

/** Of the 1,024 characters of a body with its values in it, the template's own words and the link left out. */
const maxHeadlinePoints = 160;
const maxDetailPoints = 500;

/**
 * Only a template may begin a conversation; its values stand in the order of its variables.
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export const whatsAppNotifier = defineNotifier({
  type: 'whatsapp',
  kind: whatsAppKind,
  folds: true,
  maxBytes: 16_000,
  render: (message, config, context) => {
    const { to, phone_number_id, access_token, template_name, template_language } = config;
    const { url, isOperatorUrl } = vendorUrl(
      context.baseUrls,
      'whatsapp',
      'https://graph.facebook.com',
      `/v23.0/${phone_number_id}/messages`,
    );
    const parameters = valuesOf(message, context).map((text) => ({ type: 'text', text }));
    const template = {
      name: template_name,
      language: { code: template_language },
      components: [{ type: 'body', parameters }],
    };
    return to.map((number) => ({
      ...jsonRequest(
        url,
        JSON.stringify({
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: number,
          type: 'template',
          template,
        }),
        { isOperatorUrl, headers: { authorization: `Bearer ${access_token}` } },
      ),
      recipient: number,
    }));
  },
  classify: classifyWhatsApp,
  receiptOf: (answer) => {
    const id = messageIdOf(answer);
    return id === null ? null : { message_id: id };
  },
});

/** In the order of the template's variables: the state and the name, what happened, where more is to be seen. */
function valuesOf(message: Message, context: RenderContext): [string, string, string] {
  const content = contentOf(message, context);
  const [headline = content.title, ...details] = shortLines(message, content, context.templates);
  const [action] = content.actions;
  return [
    toValue(headline, maxHeadlinePoints),
    toValue(details.map(toSentence).join(' ') || content.preview, maxDetailPoints),
    oneLine(action?.url ?? context.appUrl),
  ];
}

/** Digest and report lines have no full stop of their own. */
function toSentence(line: string): string {
  return /[.!?…]$/.test(line) ? line : `${line};`;
}

/**
 * A value has no line break, no tab and no run of spaces (132018), and is never empty. What would be read as markup
 * is written with signs that look the same.
 */
function toValue(text: string, maxPoints: number): string {
  const plain = oneLine(text)
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replaceAll('`', 'ˋ')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ')
    .replaceAll(/;$/g, '.');
  return plain === '' ? '-' : cutText(plain, maxPoints);
}
