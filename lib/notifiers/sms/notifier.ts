import { defineNotifier } from '@/lib/notifiers/notifier';
import { contentOf } from '@/lib/notifiers/rules/content';
import { shortLines } from '@/lib/notifiers/rules/short-text';
import { smsText } from '@/lib/notifiers/rules/sms-text';
import { smsKind } from '@/lib/notifiers/sms/kind';
import { classifyTwilio, twilioReceipt, twilioRequest } from '@/lib/notifiers/sms/twilio';

/** Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
export const smsNotifier = defineNotifier({
  type: 'sms',
  kind: smsKind,
  folds: true,
  maxBytes: 8000,
  render: (message, { to, sender, ...account }, context) => {
    const content = contentOf(message, context);
    const [action] = content.actions;
    const link =
      action === undefined ? '' : action.kind === 'open' ? action.url : `${action.label}: ${action.url}`;
    const text = smsText(shortLines(message, content, context.templates), link);
    const from = sender.startsWith('MG') && sender.length === 34 ? 'MessagingServiceSid' : 'From';
    return to.map((number) =>
      twilioRequest('Messages', account, { To: number, [from]: sender, Body: text }, context),
    );
  },
  classify: classifyTwilio,
  receiptOf: twilioReceipt,
});
