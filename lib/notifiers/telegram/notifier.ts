import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import {
  type HttpAnswer,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';
import { telegramKeyboard, telegramText } from '@/lib/notifiers/telegram/html';
import { telegramKind } from '@/lib/notifiers/telegram/kind';

/** 4,096 characters, the tags around them, and what JSON makes of both. */
const maxBytes = 60_000;

export const telegramNotifier = defineNotifier({
  type: 'telegram',
  kind: telegramKind,
  folds: true,
  maxBytes,
  /** One message a second in a chat. Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
  minGapMs: 1000,
  render: (message, { bot_token, chat_id, message_thread_id }, context) => {
    const first = Number(context.receipt?.['message_id']);
    const body = fitBytes(contentOf(message, context), maxBytes, (content) =>
      JSON.stringify({
        chat_id,
        ...(message_thread_id ? { message_thread_id: Number(message_thread_id) } : {}),
        text: telegramText(content),
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...telegramKeyboard(content),
        ...(Number.isSafeInteger(first) && first > 0
          ? { reply_parameters: { message_id: first, allow_sending_without_reply: true } }
          : {}),
      }),
    );
    const { url, ...where } = vendorUrl(
      context.baseUrls,
      'telegram',
      'https://api.telegram.org',
      `/bot${bot_token}/sendMessage`,
    );
    return [jsonRequest(url, body, where)];
  },
  classify: classifyTelegram,
  receiptOf: (answer) => {
    const id = recordOf(jsonOf(answer)?.['result'])['message_id'];
    return typeof id === 'number' ? { message_id: String(id) } : null;
  },
});

/** What is said with a 400 of a chat or topic that is gone. */
const deadChat =
  /chat not found|group chat was deactivated|chat was deleted|message thread not found|TOPIC_DELETED|PEER_ID_INVALID/i;

/**
 * `ok` says whether it worked; `description` is for people, and `parameters` says how to go on: after how many
 * seconds, or with which id, where a group has become a supergroup.
 * Sources: https://core.telegram.org/bots/api#making-requests, https://core.telegram.org/bots/api#responseparameters
 */
function classifyTelegram(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  const json = jsonOf(answer);
  if (status === 200 && json?.['ok'] === true) return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  const said = typeof json?.['description'] === 'string' ? json['description'] : '';
  const { retry_after, migrate_to_chat_id } = recordOf(json?.['parameters']);
  const again = retryAnswer(answer, now, said);
  if (status === 429 && typeof retry_after === 'number' && again.kind === 'retry') {
    return { ...again, retryAfterMs: Math.ceil(retry_after * 1000) };
  }
  if (status === 400 && (typeof migrate_to_chat_id === 'number' || typeof migrate_to_chat_id === 'string')) {
    const patch = { chat_id: String(migrate_to_chat_id) };
    return { kind: 'retry', reason: 'The group has moved to a new chat ID.', retryAfterMs: 0, patch };
  }
  if (status === 400) return permanentAnswer(answer, deadChat.test(said), said);
  // 401: no such bot; 403: the bot was blocked or thrown out; 404: not the form of a token.
  return [401, 403, 404].includes(status) ? permanentAnswer(answer, true, said) : again;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
