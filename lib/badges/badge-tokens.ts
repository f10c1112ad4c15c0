import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { fromUuid, toUuid } from '@/lib/core/ids';

export type BadgeTokens = {
  make: (monitorId: string) => string;
  /** The id of the monitor; null of what was not made with one of the secrets. */
  read: (token: string) => string | null;
};

const blockBytes = 16;
const tagBytes = 12;

/**
 * Badge addresses that name their monitor to nobody else, and need no column: the id, enciphered as one block of
 * AES-256, and an HMAC over it. The same monitor always has the same token. Keys are derived by HKDF-SHA256; those
 * of `previous` secrets still read.
 */
export function createBadgeTokens(current: string, previous: readonly string[] = []): BadgeTokens {
  const making = deriveKeys(current);
  const reading = [making, ...previous.map(deriveKeys)];
  return {
    make: (monitorId) => makeToken(making, monitorId),
    read: (token) => readToken(reading, token),
  };
}

type Keys = { cipher: Buffer; mac: Buffer };

function deriveKeys(secret: string): Keys {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secret, '', info, 32));
  return { cipher: derive('stillup badge v1 cipher'), mac: derive('stillup badge v1 mac') };
}

function makeToken(keys: Keys, monitorId: string): string {
  // One block, of random bits for the most part, and never two for one id: no mode could add to it.
  const cipher = createCipheriv('aes-256-ecb', keys.cipher, null).setAutoPadding(false);
  const uuid = Buffer.from(toUuid(monitorId).replaceAll('-', ''), 'hex');
  const block = Buffer.concat([cipher.update(uuid), cipher.final()]);
  return Buffer.concat([block, tagOf(keys, block)]).toString('base64url');
}

function readToken(candidates: readonly Keys[], token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== blockBytes + tagBytes || bytes.toString('base64url') !== token) return null;
  const [block, tag] = [bytes.subarray(0, blockBytes), bytes.subarray(blockBytes)];
  const keys = candidates.find((candidate) => timingSafeEqual(tagOf(candidate, block), tag));
  if (keys === undefined) return null;
  const decipher = createDecipheriv('aes-256-ecb', keys.cipher, null).setAutoPadding(false);
  const hex = Buffer.concat([decipher.update(block), decipher.final()]).toString('hex');
  return fromUuid('mon', hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

function tagOf(keys: Keys, block: Buffer): Buffer {
  return createHmac('sha256', keys.mac).update(block).digest().subarray(0, tagBytes);
}
