import { headline, subjectOf } from '@/lib/notifiers/rules/headline';
import { incidentUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type { IncidentMessage } from '@/lib/notifiers/rules/message';
import { durationText, instantText } from '@/lib/notifiers/rules/words';

/** Title and body of a channel's messages in its people's own words; left out, ours stand. */
export type Templates = { title?: string; body?: string };

type Place = { appUrl: string; acknowledgeUrl: string | null };

/** The closed set: there is no code in templates, and no way from a variable to anything else. */
const variables = {
  headline: (message) => headline(message),
  state: (message) => message.kind,
  'monitor.name': (message) => subjectOf(message),
  'monitor.type': ({ monitor }) => monitor?.type ?? '',
  'monitor.url': ({ monitor }) => monitor?.url ?? '',
  'monitor.link': ({ monitor }, { appUrl }) => (monitor === null ? '' : monitorUrl(appUrl, monitor.id)),
  'incident.title': ({ incident }) => incident.title,
  'incident.cause': ({ incident }) => incident.cause.replaceAll('_', ' '),
  'incident.opened_at': ({ incident }) => instantText(incident.opened_at),
  'incident.resolved_at': ({ incident: { resolved_at: at } }) => (at === null ? '' : instantText(at)),
  'incident.duration': ({ incident }) => durationText(incident.duration_seconds),
  'incident.acknowledged_by': ({ incident }) => incident.acknowledged_by ?? '',
  'incident.link': ({ incident }, { appUrl }) => incidentUrl(appUrl, incident.id),
  acknowledge_link: (_, { acknowledgeUrl }) => acknowledgeUrl ?? '',
  regions: ({ evidence }) => evidence.map(({ region }) => region).join(', '),
  error: ({ evidence }) => evidence.find(({ error }) => error !== null)?.error ?? '',
} satisfies Record<string, (message: IncidentMessage, place: Place) => string>;

export type TemplateVariable = keyof typeof variables;
export const templateVariables = Object.keys(variables) as TemplateVariable[];

const placeholder = /\{\{([^{}]*)\}\}/g;

function isVariable(name: string): name is TemplateVariable {
  return Object.hasOwn(variables, name);
}

/** Names in braces that mean nothing, and braces that do not pair. Empty: the template is good. */
export function templateFaults(template: string): string[] {
  const unknown = [...template.matchAll(placeholder)]
    .map(([, name = '']) => name.trim())
    .filter((name) => !isVariable(name))
    .map((name) => `unknown variable {{${name}}}`);
  const rest = template.replaceAll(placeholder, '');
  const unpaired = /\{\{|\}\}/.test(rest) ? ['{{ and }} must come in pairs'] : [];
  return [...unknown, ...unpaired];
}

/** What stands for nothing becomes empty; values are put in as they are and never read as a template again. */
export function fillTemplate(template: string, message: IncidentMessage, place: Place): string {
  return template.replaceAll(placeholder, (whole, name: string) => {
    const key = name.trim();
    return isVariable(key) ? variables[key](message, place) : whole;
  });
}
