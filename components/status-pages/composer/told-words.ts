import { listWords } from '@/lib/core/list-words';
import type { PageIncidentUpdateView } from '@/lib/page-incidents/schema';
import type { AudienceView } from '@/lib/subscribers/schema';

const nouns = [
  { kind: 'email', one: 'mailbox', many: 'mailboxes' },
  { kind: 'webhook', one: 'webhook', many: 'webhooks' },
  { kind: 'slack', one: 'Slack channel', many: 'Slack channels' },
] as const;

type Counts = Pick<AudienceView, 'email' | 'webhook' | 'slack'>;

/** Such as “42 mailboxes and 2 webhooks”; null where it is nobody. */
export function audienceWords(audience: Counts): string | null {
  const parts = nouns
    .map((noun) => ({ ...noun, count: audience[noun.kind] }))
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`);
  return parts.length === 0 ? null : listWords(parts);
}

function audienceTotal({ email, webhook, slack }: Counts): number {
  return email + webhook + slack;
}

/** The first names, and how many more there are: “ada@example.com, bob@example.com and 40 others”. */
export function exampleWords(audience: Counts & Pick<AudienceView, 'examples'>): string {
  const rest = audienceTotal(audience) - audience.examples.length;
  const names = audience.examples.map(({ address }) => address);
  return listWords(rest > 0 ? [...names, rest === 1 ? 'one other' : `${rest} others`] : names);
}

type Told = Pick<PageIncidentUpdateView, 'notify' | 'notified'>;

/** What became of telling the subscribers of one update. */
export function toldWords({ notify, notified }: Told): string {
  if (!notify) return 'Subscribers were not told';
  if (notified === null) return 'Who was told is no longer on record';
  const { total, sent, failed } = notified;
  if (total === 0) return 'No subscriber to tell';
  const waiting = total - sent - failed;
  const parts = [
    ...(sent > 0 || waiting === 0 ? [`${sent} of ${total} told`] : []),
    ...(waiting > 0 ? [`${waiting} to be told`] : []),
    ...(failed > 0 ? [`${failed} not reached`] : []),
  ];
  return parts.join(', ');
}
