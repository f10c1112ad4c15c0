import { createHmac, randomBytes } from 'node:crypto';
import { signingSecretPrefix, standardMac } from '@/lib/core/standard-webhooks';

/** 256 bits; Standard Webhooks asks for 192 to 512. */
export function newSigningSecret(): string {
  return `${signingSecretPrefix}${randomBytes(32).toString('base64')}`;
}

/** `webhook-signature`: one `v1,<base64>` per secret, separated by spaces. */
export function standardSignature(
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): string {
  return secrets
    .map((secret) => `v1,${standardMac(secret, id, String(timestampSeconds), body).toString('base64')}`)
    .join(' ');
}

/** For receivers without a library: HMAC-SHA256 of the body, in hex. The key is the secret as it is written. */
export function bodySignature(secret: string, body: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
