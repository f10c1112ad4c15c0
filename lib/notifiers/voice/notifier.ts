import { defineNotifier } from '@/lib/notifiers/notifier';
import { contentOf } from '@/lib/notifiers/rules/content';
import type { Message } from '@/lib/notifiers/rules/message';
import { shortLines } from '@/lib/notifiers/rules/short-text';
import { classifyTwilio, twilioReceipt, twilioRequest } from '@/lib/notifiers/sms/twilio';
import { voiceKind } from '@/lib/notifiers/voice/kind';
import { spokenTwiml } from '@/lib/notifiers/voice/spoken';

/** Source: https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
export const voiceNotifier = defineNotifier({
  type: 'voice',
  kind: voiceKind,
  folds: true,
  maxBytes: 16_000,
  render: (message, { to, from, ...account }, context) => {
    if (!rings(message)) return [];
    const Twiml = spokenTwiml(shortLines(message, contentOf(message, context), context.templates));
    return to.map((number) => twilioRequest('Calls', account, { To: number, From: from, Twiml }, context));
  },
  classify: classifyTwilio,
  receiptOf: twilioReceipt,
});

/** Nobody is woken for what needs nobody: a storm rings as long as anything of it is still down. */
function rings(message: Message): boolean {
  switch (message.kind) {
    case 'opened':
    case 'escalated':
    case 'reminder':
    case 'test':
      return true;
    case 'digest':
      return message.open_count > 0;
    case 'acknowledged':
    case 'resolved':
    case 'flapping':
    case 'channel_disabled':
    case 'report':
      return false;
  }
}
