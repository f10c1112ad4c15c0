import type { SubscriberState } from '@/lib/subscribers/constants';
import type { StoredSubscriber } from '@/lib/subscribers/queries/subscribers';
import type { SubscriberView } from '@/lib/subscribers/schema';

export function stateOf(
  row: Pick<StoredSubscriber, 'unsubscribedAt' | 'disabledReason' | 'confirmedAt'>,
): SubscriberState {
  if (row.unsubscribedAt !== null) return 'unsubscribed';
  if (row.disabledReason !== null) return 'disabled';
  return row.confirmedAt === null ? 'unconfirmed' : 'active';
}

export function toSubscriberView(row: StoredSubscriber): SubscriberView {
  return {
    id: row.id,
    page_id: row.pageId,
    kind: row.kind,
    address: row.address,
    component_ids: row.componentIds,
    locale: row.locale,
    state: stateOf(row),
    disabled_reason: row.disabledReason,
    last_notified_at: row.lastNotifiedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
