import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier } from '@/lib/notifiers/notifier';
import { type HttpAnswer, permanentAnswer, retryAnswer, type Verdict } from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { slackBody } from '@/lib/notifiers/slack/blocks';
import { slackKind } from '@/lib/notifiers/slack/kind';

/** More than Slack shows of one message; its limits are by block. */
const maxBytes = 60_000;

export const slackNotifier = defineNotifier({
  type: 'slack',
  kind: slackKind,
  folds: true,
  maxBytes,
  /** One a second to each webhook. Source: https://docs.slack.dev/apis/web-api/rate-limits/ */
  minGapMs: 1000,
  render: (message, { url }, context) => [
    jsonRequest(url, fitBytes(contentOf(message, context), maxBytes, slackBody)),
  ],
  classify: classifySlack,
});

/** Of webhooks, channels and workspaces that take nothing more until somebody mends them. */
const deadWords = new Set([
  'action_prohibited',
  'channel_is_archived',
  'channel_not_found',
  'invalid_token',
  'no_active_hooks',
  'no_service',
  'no_service_id',
  'no_team',
  'posting_to_general_channel_denied',
  'team_disabled',
  'user_not_found',
]);

/**
 * Success is 200 and `ok`; all else is one word of plain text.
 * Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors
 */
function classifySlack(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  const said = answer.body.trim().slice(0, 200);
  if (status === 200 && said === 'ok') return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  if (status === 200) return retryAnswer(answer, now, `not “ok” but “${said}”`);
  if (status < 400 || status >= 500 || status === 408 || status === 429)
    return retryAnswer(answer, now, said);
  if (deadWords.has(said) || status === 410) return permanentAnswer(answer, true, said);
  return [400, 403, 404].includes(status)
    ? permanentAnswer(answer, said === '' && status !== 400, said)
    : retryAnswer(answer, now, said);
}
