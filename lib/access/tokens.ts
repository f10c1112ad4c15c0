import { createHash, randomBytes } from 'node:crypto';
import { apiKeyBytes, apiKeyFromBytes, pingKeyBytes, pingKeyFromBytes } from '@/lib/access/rules/tokens';

/** 256 random bits, for sessions and invitations. */
export function newSecretToken(): string {
  return randomBytes(32).toString('base64url');
}

export function newApiKeyToken(): string {
  return apiKeyFromBytes(randomBytes(apiKeyBytes));
}

export function newPingKey(): string {
  return pingKeyFromBytes(randomBytes(pingKeyBytes));
}

/** SHA-256 in hexadecimal: all that is stored of a token. Slow hashing is for guessable secrets only. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
