import type { DrawnState } from '@/components/state/states';
import type { DeliveryStatus } from '@/lib/alerting/constants';
import type { ChannelType } from '@/lib/notifiers/constants';

export const channelTypeWords: Record<ChannelType, string> = { email: 'E-mail', webhook: 'Webhook' };

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
