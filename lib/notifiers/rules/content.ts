import { cutText } from '@/lib/core/cut-text';
import { incidentContent } from '@/lib/notifiers/rules/incident-content';
import type { IncidentMessage, Message, MessageHistory } from '@/lib/notifiers/rules/message';
import { digestContent, disabledContent, reportContent } from '@/lib/notifiers/rules/summary-content';
import { fillTemplate, type Templates } from '@/lib/notifiers/rules/template';

export type Tone = 'down' | 'up' | 'degraded' | 'neutral';

/** What a message says, apart from how any receiver wants it written. Nothing in it is escaped for anybody. */
export type Content = {
  /** One line that says it all: the state, then the name. */
  headline: string;
  /** The line that comes after it, where there is room for two. */
  preview: string;
  tone: Tone;
  /** One or two words for the state. */
  badge: string;
  /** What it is about: the name of the monitor. */
  title: string;
  paragraphs: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** Something quoted as it came, such as the start of an answer. */
  quote: { label: string; text: string } | null;
  /** Of digests and reports: one line each, with where it leads. */
  items: readonly { text: string; tone: Tone; url: string }[];
  /** The first is what a reader most probably wants. `acknowledge` leads to a page with one button. */
  actions: readonly { kind: 'acknowledge' | 'open'; label: string; url: string }[];
};

export type ContentContext = {
  /** Origin of the dashboard, without a trailing slash. */
  appUrl: string;
  channel: { id: string; name: string };
  /** Whoever holds this link can acknowledge, signed in or not; null where there is nothing to acknowledge. */
  acknowledgeUrl: string | null;
  /** Title and body in the words of the channel's people. */
  templates: Templates;
  /** The day before the message; null where nothing was loaded. */
  history: MessageHistory | null;
};

/** Of what templates come to: variables may be much longer than their names. */
const maxTitlePoints = 300;
const maxBodyPoints = 5000;

/** Every notifier renders from this, so that all channels say the same. */
export function contentOf(message: Message, context: ContentContext): Content {
  switch (message.kind) {
    case 'channel_disabled':
      return disabledContent(message, context);
    case 'digest':
      return digestContent(message, context);
    case 'report':
      return reportContent(message, context);
    default:
      return withTemplates(incidentContent(message, context), message, context);
  }
}

function withTemplates(content: Content, message: IncidentMessage, context: ContentContext): Content {
  const { title = '', body = '' } = context.templates;
  const fill = (template: string) => fillTemplate(template, message, context);
  const headline = cutText(fill(title).replaceAll(/\s+/g, ' ').trim(), maxTitlePoints);
  const paragraphs = paragraphsOf(cutText(fill(body), maxBodyPoints));
  // Variables may stand for nothing, and some receivers refuse a message without a title.
  return {
    ...content,
    ...(headline === '' ? {} : { headline }),
    ...(paragraphs.length === 0 ? {} : { paragraphs }),
  };
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
