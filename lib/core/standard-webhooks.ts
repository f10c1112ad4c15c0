import { createHmac } from 'node:crypto';

export const signingSecretPrefix = 'whsec_';

/**
 * What a signature of Standard Webhooks (which are Svix's) is made of: HMAC-SHA256 over `id.timestamp.body`, the key in
 * base64. Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function standardMac(secret: string, id: string, timestampSeconds: string, body: string): Buffer {
  const bare = secret.startsWith(signingSecretPrefix) ? secret.slice(signingSecretPrefix.length) : secret;
  return createHmac('sha256', Buffer.from(bare, 'base64'))
    .update(`${id}.${timestampSeconds}.${body}`)
    .digest();
}
