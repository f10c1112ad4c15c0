import { cutText } from '@/lib/core/cut-text';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier, type HttpRequest, type RenderContext } from '@/lib/notifiers/notifier';
import { classifyPushover } from '@/lib/notifiers/pushover/classify';
import { pushoverKind, type pushoverPriorities } from '@/lib/notifiers/pushover/kind';
import { jsonOf } from '@/lib/notifiers/rules/classify';
import { contentOf } from '@/lib/notifiers/rules/content';
import type { Message } from '@/lib/notifiers/rules/message';
import { plainBody } from '@/lib/notifiers/rules/plain-text';
import { oneLine } from '@/lib/notifiers/rules/short-text';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

type Config = {
  user_key: string;
  app_token: string;
  priority: (typeof pushoverPriorities)[number];
  retry_seconds: number;
  expire_seconds: number;
};

/** Source: https://pushover.net/api#limits */
const maxTitlePoints = 250;
const maxMessagePoints = 1024;
const maxUrlLength = 512;
const maxUrlTitlePoints = 100;

/**
 * An emergency repeats until it is confirmed: so whatever of it still rings is cancelled before anybody is told that
 * the incident is taken on or over. Source: https://pushover.net/api/receipts#cancel
 */
export const pushoverNotifier = defineNotifier({
  type: 'pushover',
  kind: pushoverKind,
  folds: true,
  maxBytes: 16_000,
  render: (message, config, context) => [
    ...cancellations(message, config, context),
    messageRequest(message, config, context),
  ],
  classify: classifyPushover,
  receiptOf: (answer) => {
    const receipt = jsonOf(answer)?.['receipt'];
    return typeof receipt === 'string' ? { receipt } : null;
  },
});

/** The first one by its receipt; those of reminders and escalations, whose receipts nobody keeps, by the incident. */
function cancellations(message: Message, config: Config, context: RenderContext): HttpRequest[] {
  if (message.kind !== 'acknowledged' && message.kind !== 'resolved') return [];
  const receipt = context.receipt?.['receipt'];
  if (receipt === undefined) return [];
  const paths = [
    `/1/receipts/${encodeURIComponent(receipt)}/cancel.json`,
    `/1/receipts/cancel_by_tag/${encodeURIComponent(message.incident.id)}.json`,
  ];
  return paths.map((path) => ({
    ...request(path, { token: config.app_token }, context),
    purpose: 'update',
  }));
}

function messageRequest(message: Message, config: Config, context: RenderContext): HttpRequest {
  const content = contentOf(message, context);
  const [action] = content.actions;
  const body = plainBody(content, maxMessagePoints).split('\n').map(oneLine).join('\n').trim();
  return request(
    '/1/messages.json',
    {
      token: config.app_token,
      user: config.user_key,
      title: cutText(oneLine(content.headline), maxTitlePoints),
      message: cutText(body === '' ? content.preview : body, maxMessagePoints),
      timestamp: Math.floor(Date.parse(message.at) / 1000),
      ...(action === undefined || action.url.length > maxUrlLength
        ? {}
        : { url: action.url, url_title: cutText(action.label, maxUrlTitlePoints) }),
      ...urgencyOf(message, config),
    },
    context,
  );
}

/** Source: https://pushover.net/api#priority */
function urgencyOf(message: Message, config: Config): Record<string, number | string> {
  switch (message.kind) {
    case 'opened':
    case 'escalated':
    case 'reminder':
      return config.priority === 'emergency'
        ? {
            priority: 2,
            retry: config.retry_seconds,
            expire: Math.max(config.expire_seconds, config.retry_seconds),
            tags: message.incident.id,
          }
        : { priority: config.priority === 'high' ? 1 : 0 };
    case 'digest':
      // No emergency: a digest is of many incidents, and none of them could cancel it.
      return { priority: message.open_count > 0 && config.priority !== 'normal' ? 1 : 0 };
    case 'report':
      return { priority: -1 };
    case 'acknowledged':
    case 'resolved':
    case 'flapping':
    case 'test':
    case 'channel_disabled':
      return { priority: 0 };
  }
}

function request(path: string, body: object, context: RenderContext): HttpRequest {
  const { url, isOperatorUrl } = vendorUrl(context.baseUrls, 'pushover', 'https://api.pushover.net', path);
  return jsonRequest(url, JSON.stringify(body), { isOperatorUrl });
}
