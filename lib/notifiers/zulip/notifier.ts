import { cutText } from '@/lib/core/cut-text';
import { defineNotifier } from '@/lib/notifiers/notifier';
import {
  type HttpAnswer,
  isTaken,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import { subjectOf } from '@/lib/notifiers/rules/headline';
import type { Message } from '@/lib/notifiers/rules/message';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { oneLine } from '@/lib/notifiers/rules/short-text';
import { withSeconds } from '@/lib/notifiers/rules/told-wait';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { zulipKind } from '@/lib/notifiers/zulip/kind';
import { zulipMarkdown } from '@/lib/notifiers/zulip/markdown';

/** Characters in Zulip's words; what fits in bytes fits in them. Source: https://zulip.com/api/send-message */
const maxContentBytes = 10_000;
const maxTopicPoints = 60;
const idPoints = 6;

export const zulipNotifier = defineNotifier({
  type: 'zulip',
  kind: zulipKind,
  folds: true,
  // A form writes one byte with up to three.
  maxBytes: 3 * maxContentBytes + 2000,
  render: (message, { site, bot_email, api_key, channel }, context) => {
    const topic = context.receipt?.['topic'] ?? topicOf(message);
    const content = fitBytes(contentOf(message, context), maxContentBytes, zulipMarkdown);
    return [
      {
        kind: 'http',
        method: 'POST',
        url: `${site}/api/v1/messages`,
        headers: {
          authorization: `Basic ${btoa(`${bot_email}:${api_key}`)}`,
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'user-agent': 'Stillup/1.0',
        },
        body: new URLSearchParams({ type: 'stream', to: channel, topic, content }).toString(),
      },
    ];
  },
  classify: classifyZulip,
  // The name of a monitor may change while it is down: what follows stays in the topic where it began.
  receiptOf: (_, request) => {
    const topic = new URLSearchParams(request.body).get('topic');
    return topic === null ? null : { topic };
  },
});

/** One for each incident: the same name may be down twice a day. */
function topicOf(message: Message): string {
  switch (message.kind) {
    case 'digest':
      return 'Several at once';
    case 'report':
      return cutText(oneLine(`Report: ${message.project.name}`), maxTopicPoints);
    case 'channel_disabled':
      return 'Channels switched off';
    case 'test':
      return 'Test';
    default: {
      const id = message.incident.id.slice(-idPoints);
      const name = cutText(oneLine(subjectOf(message)), maxTopicPoints - idPoints - 3);
      return `${name} (${id})`;
    }
  }
}

/** The key, the bot or the organization is no more, or the channel is not there for it. */
const deadCodes: readonly unknown[] = [
  'INVALID_API_KEY',
  'UNAUTHORIZED',
  'USER_DEACTIVATED',
  'REALM_DEACTIVATED',
  'STREAM_DOES_NOT_EXIST',
];

/** `{result, msg, code}`. Source: https://zulip.com/api/rest-error-handling */
function classifyZulip(answer: HttpAnswer, now: Date): Verdict {
  const json = jsonOf(answer);
  const said = typeof json?.['msg'] === 'string' ? json['msg'] : null;
  if (isTaken(answer)) {
    return json?.['result'] === 'success' ? { kind: 'ok' } : retryAnswer(answer, now, said);
  }
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (answer.status === 429) return withSeconds(retryAnswer(answer, now, said), json?.['retry-after']);
  const isOwn = json?.['result'] === 'error';
  if (!isOwn) return retryAnswer(answer, now);
  if (deadCodes.includes(json?.['code'])) return permanentAnswer(answer, true, said);
  if (answer.status === 401 || answer.status === 403) return permanentAnswer(answer, true, said);
  return answer.status < 500 ? permanentAnswer(answer, false, said) : retryAnswer(answer, now, said);
}
