import { jsonRequest } from '@/lib/notifiers/json-request';
import { mattermostKind } from '@/lib/notifiers/mattermost/kind';
import { defineNotifier } from '@/lib/notifiers/notifier';
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

/** Longer texts are split into several posts; this keeps well within one. */
const maxText = 8000;
const maxBytes = 60_000;

/**
 * `<` becomes an entity, as it knows no backslash before it, and as `<!channel>` and `<url|text>` of Slack are understood.
 * Source: https://developers.mattermost.com/integrate/webhooks/incoming/#slack-compatibility
 */
const dialect = {
  bold: (escaped: string) => `**${escaped}**`,
  escape: (escaped: string) => escaped.replaceAll('&', '&amp;').replaceAll('\\<', '&lt;'),
};

export const mattermostNotifier = defineNotifier({
  type: 'mattermost',
  kind: mattermostKind,
  folds: true,
  maxBytes,
  render: (message, { url }, context) => [
    jsonRequest(
      url,
      fitBytes(contentOf(message, context), maxBytes, (content) => attachmentBody(content, maxText, dialect)),
    ),
  ],
  classify: classifyMattermost,
});

/** Ids of the server's errors: no such webhook; its channel or its owner is gone, or may not post there any more. */
const deadIds = new Set([
  'web.incoming_webhook.invalid.app_error',
  'web.incoming_webhook.channel.app_error',
  'web.incoming_webhook.channel_locked.app_error',
  'web.incoming_webhook.permissions.app_error',
  'web.incoming_webhook.user.app_error',
  'app.channel.get.existing.app_error',
  'api.post.create_post.can_not_post_to_deleted.error',
]);

/**
 * Success is 200 and `ok`; errors are `{id, message, status_code}`, a webhook that is no more among the 400s.
 * 501: an administrator has switched webhooks off.
 * Sources: https://developers.mattermost.com/integrate/webhooks/incoming/#use-an-incoming-webhook,
 * https://github.com/mattermost/mattermost/blob/master/server/channels/app/webhook.go (HandleIncomingWebhook)
 */
function classifyMattermost(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  if (status === 200 && answer.body.trim() === 'ok') return { kind: 'ok' };
  const page = pageVerdict(answer, now);
  if (page !== null) return page;
  const json = jsonOf(answer);
  const said = typeof json?.['message'] === 'string' ? json['message'] : null;
  const id = json?.['id'];
  if (typeof id === 'string' && deadIds.has(id) && status < 500) return permanentAnswer(answer, true, said);
  if (status === 410) return permanentAnswer(answer, true, said);
  return [400, 401, 403, 404, 413].includes(status)
    ? permanentAnswer(answer, false, said)
    : retryAnswer(answer, now, said);
}
