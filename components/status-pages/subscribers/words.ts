import type { DrawnState } from '@/components/state/states';
import type { SubscriberKind, SubscriberState } from '@/lib/subscribers/constants';
import type { SubscriberView } from '@/lib/subscribers/schema';

export const kindWords: Record<SubscriberKind, string> = {
  email: 'E-mail',
  webhook: 'Webhook',
  slack: 'Slack',
};

export const stateWords: Record<SubscriberState, string> = {
  active: 'Told',
  unconfirmed: 'Not confirmed',
  unsubscribed: 'Unsubscribed',
  disabled: 'Switched off',
};

export const stateMarks: Record<SubscriberState, DrawnState> = {
  active: 'up',
  unconfirmed: 'pending',
  unsubscribed: 'paused',
  disabled: 'down',
};

/** What they hear of: `names` are those of the components that still stand on the page. */
export function scopeWords(
  { component_ids }: Pick<SubscriberView, 'component_ids'>,
  names: ReadonlyMap<string, string>,
): string {
  if (component_ids === null) return 'Everything';
  const known = component_ids.flatMap((id) => names.get(id) ?? []);
  if (known.length === 0) return 'Nothing that is on the page any more';
  const rest = known.length - 2;
  return rest > 0 ? `${known.slice(0, 2).join(', ')} and ${rest} more` : known.join(', ');
}

/** Only a mailbox that has not confirmed, or has left, is asked anew. */
export function mayBeAsked({ kind, state }: Pick<SubscriberView, 'kind' | 'state'>): boolean {
  return kind === 'email' && state !== 'active';
}
