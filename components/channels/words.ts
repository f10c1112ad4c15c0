import type { DrawnState } from '@/components/state/states';
import type { DeliveryStatus, DeliveryTransition } from '@/lib/alerting/constants';

const statusWords: Record<DeliveryStatus, string> = {
  pending: 'Waiting',
  sending: 'Being sent',
  folded: 'In a digest',
  delivered: 'Delivered',
  failed: 'Failed',
  suppressed: 'Not sent',
};

const statusMarks: Record<DeliveryStatus, DrawnState> = {
  pending: 'pending',
  sending: 'pending',
  folded: 'pending',
  delivered: 'up',
  failed: 'down',
  suppressed: 'paused',
};

export function deliveryWords(status: string): string {
  return Object.hasOwn(statusWords, status) ? statusWords[status as DeliveryStatus] : status;
}

export function deliveryMark(status: string): DrawnState {
  return Object.hasOwn(statusMarks, status) ? statusMarks[status as DeliveryStatus] : 'unknown';
}

/** What a message tells of. */
export const transitionWords: Record<DeliveryTransition, string> = {
  opened: 'Opening',
  acknowledged: 'Acknowledgement',
  escalated: 'Escalation',
  reminder: 'Reminder',
  resolved: 'Resolution',
  flapping: 'Flapping',
  test: 'Test',
  channel_disabled: 'Channel switched off',
  digest: 'Digest',
  report: 'Report',
};
