import { escapeWithin } from '@/lib/notifiers/rules/fit';
import { escapeSlack } from '@/lib/notifiers/slack/blocks';
import type { PageLocale } from '@/lib/status-pages/constants';
import { markdownText } from '@/lib/status-pages/rules/markdown';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import { incidentUrl } from '@/lib/subscribers/rules/incident-mail';
import { mailWordsOf } from '@/lib/subscribers/rules/mail-words/of-locale';
import type { Telling } from '@/lib/subscribers/rules/telling';

const maxHeader = 150;
const maxSection = 3000;

/** Source of the limits: https://docs.slack.dev/reference/block-kit/blocks/ */
export function slackUpdateBody(telling: Telling, locale: PageLocale): string {
  const { page, incident, update, components } = telling;
  const words = mailWordsOf(locale);
  const { phases, statuses } = pageWords(locale);
  const headline = `${page.name} – ${phases[update.status]}: ${incident.title}`;
  const affected = components.map(({ name, status }) => `${name} (${statuses[status]})`).join(', ');
  const said = markdownText(update.body);
  const view = incident.kind === 'maintenance' ? words.viewMaintenance : words.viewIncident;
  return JSON.stringify({
    text: escapeWithin(headline, maxSection, escapeSlack),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: escapeWithin(headline, maxHeader, escapeSlack) } },
      ...(said === '' ? [] : [section(said)]),
      ...(affected === '' ? [] : [section(`${words.affected}: ${affected}`)]),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'view_0',
            text: { type: 'plain_text', text: view },
            url: incidentUrl(telling),
          },
        ],
      },
    ],
  });
}

/** `verbatim`: nor does Slack look for addresses and channels in it by itself. */
function section(text: string) {
  const escaped = escapeWithin(text, maxSection, escapeSlack);
  return { type: 'section', text: { type: 'mrkdwn', text: escaped, verbatim: true } };
}
