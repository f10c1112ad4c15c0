import { cutText } from '@/lib/core/cut-text';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import { ntfyKind } from '@/lib/notifiers/ntfy/kind';
import {
  classifyStatus,
  type HttpAnswer,
  jsonOf,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { type Content, contentOf, type Tone } from '@/lib/notifiers/rules/content';
import { cutBytes } from '@/lib/notifiers/rules/cut-bytes';
import type { MessageKind } from '@/lib/notifiers/rules/message';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { plainBody } from '@/lib/notifiers/rules/plain-text';
import { oneLine } from '@/lib/notifiers/rules/short-text';

/** From 4,096 bytes on a message becomes an attachment; a phone's push takes about 4,000 with all that goes along. */
const maxMessageBytes = 3000;
const maxTitlePoints = 200;
/** Source: https://docs.ntfy.sh/publish/#action-buttons */
const maxActions = 3;

/** 1 to 5; the fifth is urgent, and rings through. Source: https://docs.ntfy.sh/publish/#message-priority */
const priorities: Readonly<Record<Tone, number>> = { down: 5, degraded: 4, up: 3, neutral: 2 };
/** Whoever asked for a test is looking; and what somebody has taken on calls for nobody else. */
const usual: ReadonlySet<MessageKind> = new Set(['test', 'acknowledged']);
/** Shown as signs before the title. Source: https://docs.ntfy.sh/emojis/ */
const tags: Readonly<Record<Tone, string>> = {
  down: 'rotating_light',
  degraded: 'warning',
  up: 'white_check_mark',
  neutral: 'information_source',
};

/** The buttons open pages: one that acknowledged by itself would do so for anybody who can read the topic. */
export const ntfyNotifier = defineNotifier({
  type: 'ntfy',
  kind: ntfyKind,
  folds: true,
  maxBytes: 32_000,
  render: (message, { server, topic, token }, context) => {
    const content = contentOf(message, context);
    const main = content.actions.find(({ kind }) => kind === 'open');
    const body = {
      topic,
      title: cutText(oneLine(content.headline), maxTitlePoints),
      message: messageOf(content),
      priority: usual.has(message.kind) ? 3 : priorities[content.tone],
      tags: [tags[content.tone]],
      ...(main === undefined ? {} : { click: main.url }),
      actions: content.actions.slice(0, maxActions).map(({ label, url }) => ({ action: 'view', label, url })),
    };
    // The topic stands in the body, so the request goes to the root. Source: https://docs.ntfy.sh/publish/#publish-as-json
    return [
      jsonRequest(`${server}/`, JSON.stringify(body), {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    ];
  },
  classify,
  receiptOf: (answer) => {
    const id = jsonOf(answer)?.['id'];
    return typeof id === 'string' ? { id } : null;
  },
});

function messageOf(content: Content): string {
  const body = plainBody(content, maxMessageBytes).split('\n').map(oneLine).join('\n');
  return cutBytes(body.trim() === '' ? content.preview : body, maxMessageBytes);
}

/** Taken is what has an id: some other page may stand at the address. */
function classify(answer: HttpAnswer, now: Date): Verdict {
  const body = jsonOf(answer);
  if (answer.status === 200) {
    return typeof body?.['id'] === 'string'
      ? { kind: 'ok' }
      : retryAnswer(answer, now, 'that is not how an ntfy server answers');
  }
  const error = body?.['error'];
  return (
    pageVerdict(answer, now) ??
    classifyStatus(
      answer,
      now,
      { ok: [], permanent: [400, 404, 405, 410, 413], dead: [401, 403] },
      typeof error === 'string' ? cutText(error, 300) : null,
    )
  );
}
