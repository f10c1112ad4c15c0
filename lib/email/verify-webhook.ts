import { timingSafeEqual } from 'node:crypto';
import { standardMac } from '@/lib/core/standard-webhooks';

export type SignedRequest = {
  id: string | null;
  /** Seconds since the epoch, as they were sent. */
  timestamp: string | null;
  /** Several while a secret rotates: `v1,<base64> v1,<base64>`. */
  signatures: string | null;
  body: string;
};

const toleranceSeconds = 300;

/**
 * Whether Resend sent it, by Svix. An old request is refused, for it may be one that somebody has kept. Source: https://docs.svix.com/receiving/verifying-payloads/how-manual
 */
export function isSignedWebhook(secret: string, request: SignedRequest, now: Date): boolean {
  const { id, timestamp, signatures, body } = request;
  if (id === null || timestamp === null || signatures === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const expected = standardMac(secret, id, timestamp, body);
  return signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
