import { cutText } from '@/lib/core/cut-text';
import type { MailContent, MailTone } from '@/lib/email/rules/mail-content';
import { subjectLine } from '@/lib/email/rules/mail-headers';
import type { PageLocale } from '@/lib/status-pages/constants';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import { markdownText, renderMarkdown } from '@/lib/status-pages/rules/markdown';
import { publicId } from '@/lib/status-pages/rules/public-id';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import { mailWordsOf } from '@/lib/subscribers/rules/mail-words/of-locale';
import type { Telling } from '@/lib/subscribers/rules/telling';

const maxNamed = 20;
const maxPreview = 140;

/** Whom it goes to: of one update, all else is the same for everybody who reads the same language. */
export type Reader = { address: string; subscriptionUrl: string };

/**
 * One subject for all mails of an incident, so that every mail program keeps them together; what has become of it is
 * told by the sender's name and the preview, which lists show before anything is opened.
 */
export function incidentMail(
  telling: Telling,
  locale: PageLocale,
  reader: Reader,
): { senderNote: string; subject: string; content: MailContent } {
  const { page, incident, update } = telling;
  const words = mailWordsOf(locale);
  const { tag, direction, phases } = pageWords(locale);
  const phase = phases[update.status];
  const text = markdownText(update.body);
  return {
    senderNote: `${page.name} – ${phase}`,
    subject: subjectLine(`${page.name}: ${incident.title}`),
    content: {
      language: { tag, direction },
      brand: page.name,
      preview: cutText(`${phase}: ${text.replaceAll(/\s+/g, ' ')}`, maxPreview),
      tone: toneOf(telling),
      badge: phase,
      title: incident.title,
      paragraphs: [],
      body: { html: renderMarkdown(update.body), text },
      facts: factsOf(telling, locale),
      quote: null,
      actions: [
        {
          label: incident.kind === 'maintenance' ? words.viewMaintenance : words.viewIncident,
          url: incidentUrl(telling),
        },
      ],
      footer: [fillWords(words.why, { name: page.name, address: reader.address })],
      footerLinks: [
        { label: words.manage, url: reader.subscriptionUrl },
        { label: words.unsubscribe, url: `${reader.subscriptionUrl}#unsubscribe` },
      ],
    },
  };
}

/** Where the incident stands on the page. */
export function incidentUrl({ page, incident }: Telling): string {
  return `${page.url}/incidents/${publicId(incident.id)}`;
}

function toneOf({ incident, update }: Telling): MailTone {
  switch (update.status) {
    case 'resolved':
    case 'postmortem':
    case 'completed':
      return 'up';
    case 'scheduled':
    case 'in_progress':
    case 'verifying':
      return 'neutral';
    case 'investigating':
    case 'identified':
    case 'monitoring':
      return incident.impact === 'major' || incident.impact === 'critical' ? 'down' : 'degraded';
  }
}

function factsOf({ incident, components, page }: Telling, locale: PageLocale): MailContent['facts'] {
  const words = mailWordsOf(locale);
  const { statuses, moreComponents, tag } = pageWords(locale);
  const named = components.slice(0, maxNamed).map(({ name, status }) => `${name} (${statuses[status]})`);
  const left = components.length - named.length;
  const affected = [...named, ...(left > 0 ? [moreComponents(left)] : [])].join(', ');
  const { scheduledForMs: from, scheduledUntilMs: until } = incident;
  return [
    ...(incident.kind === 'maintenance' && from !== null && until !== null
      ? [{ label: words.plannedFor, value: spanText(from, until, tag, page.timeZone) }]
      : []),
    ...(affected === '' ? [] : [{ label: words.affected, value: affected }]),
  ];
}

function spanText(fromMs: number, untilMs: number, tag: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return `${format.formatRange(fromMs, untilMs)} (${timeZone})`;
}
