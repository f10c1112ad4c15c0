import type { SubscriberKind, SubscriberState } from '@/lib/subscribers/constants';

export type TellingFacts = {
  state: SubscriberState;
  kind: SubscriberKind;
  isPagePublished: boolean;
  isMailboxAllowed: boolean;
  isIncidentPublished: boolean;
  isIncidentDiscarded: boolean;
};

/** Why something that was queued is not told any more; null where it is. */
export function staleReason(facts: TellingFacts): string | null {
  if (facts.state !== 'active') return `The subscriber is ${facts.state}.`;
  if (!facts.isPagePublished) return 'The page is not published.';
  if (!facts.isIncidentPublished || facts.isIncidentDiscarded) return 'The incident was taken back.';
  if (facts.kind === 'email' && !facts.isMailboxAllowed) return 'The mailbox may not read the page any more.';
  return null;
}
