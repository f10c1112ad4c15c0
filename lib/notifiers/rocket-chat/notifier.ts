import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import { rocketChatKind } from '@/lib/notifiers/rocket-chat/kind';
import { attachmentBody } from '@/lib/notifiers/rules/attachment-body';
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

/** What a server takes of a message unless its administrator has set more (Message_MaxAllowedSize, 5,000). */
const maxText = 4500;
const maxBytes = 40_000;

/** One asterisk; a backslash takes what comes after it as it is, whatever it is. */
const dialect = { bold: (escaped: string) => `*${escaped}*` };

export const rocketChatNotifier = defineNotifier({
  type: 'rocket_chat',
  kind: rocketChatKind,
  folds: true,
  maxBytes,
  render: (message, { url }, context) => [
    jsonRequest(
      url,
      fitBytes(contentOf(message, context), maxBytes, (content) => attachmentBody(content, maxText, dialect)),
    ),
  ],
  classify: classifyRocketChat,
});

/** Of integrations that were deleted, and of rooms that take no message any more. */
const dead =
  /invalid integration id or token|invalid-channel|invalid-room|error-room-archived|room is archived/i;

/**
 * `success` says whether it worked; `error` is a text. 503: the integration is switched off, and may be switched on again.
 * Who sends too much is told how long to wait within a sentence.
 * Sources: https://docs.rocket.chat/docs/integrations,
 * https://github.com/RocketChat/Rocket.Chat/blob/develop/apps/meteor/app/integrations/server/api/api.ts
 */
function classifyRocketChat(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  const json = jsonOf(answer);
  if (status === 200 && json?.['success'] === true) return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  const said = [json?.['error'], json?.['message']].find((text) => typeof text === 'string') ?? '';
  const words = String(said);
  if (status === 401 || status === 410) return permanentAnswer(answer, true, words);
  if ([400, 403, 404].includes(status)) return permanentAnswer(answer, dead.test(words), words);
  const again = retryAnswer(answer, now, words);
  const seconds = /wait (\d{1,5}) seconds/.exec(words)?.[1];
  return status === 429 && again.kind === 'retry' && again.retryAfterMs === null && seconds !== undefined
    ? { ...again, retryAfterMs: Number(seconds) * 1000 }
    : again;
}
