import type { SenderDeps } from '@/lib/alerting/sender-deps';

type Signing = Pick<SenderDeps, 'appUrl' | 'signer'>;

export const acknowledgePurpose = 'acknowledge';
export const unsubscribePurpose = 'unsubscribe';

/** Of what tells of incidents; null for everything else. */
export function acknowledgeUrl(
  { appUrl, signer }: Signing,
  { id, incidentId, transition }: { id: string; incidentId: string | null; transition: string },
): string | null {
  if (incidentId === null && transition !== 'digest') return null;
  return `${appUrl}/acknowledge/${signer.sign(acknowledgePurpose, id)}`;
}

export function unsubscribeUrl({ appUrl, signer }: Signing, channelId: string, address: string): string {
  return `${appUrl}/unsubscribe/${signer.sign(unsubscribePurpose, `${channelId} ${address.toLowerCase()}`)}`;
}
