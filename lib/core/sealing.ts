import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Where a sealed value stands. It opens nowhere else, so that a row cannot borrow another's secret. */
export type SealPlace = { table: string; column: string; rowId: string; organizationId: string };

export type Sealer = {
  seal: (text: string, place: SealPlace) => string;
  /** @throws SealError when the key is not known, or text or place are not those it was sealed with. */
  open: (sealed: string, place: SealPlace) => string;
  /** True where the value was sealed with a previous key and should be sealed anew. */
  isStale: (sealed: string) => boolean;
};

export class SealError extends Error {
  override readonly name = 'SealError';
}

type Key = { kid: string; bytes: Buffer };

const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM over keys derived from secrets by HKDF-SHA256: `v1.kid.iv.ciphertext.tag`, each part base64url.
 * Seals with `current`; opens with `previous` ones as well, so that APP_SECRET can be changed.
 */
export function createSealer(current: string, previous: readonly string[] = []): Sealer {
  const sealing = deriveKey(current);
  const keys = new Map([...previous.map(deriveKey), sealing].map((key) => [key.kid, key]));
  return {
    seal: (text, place) => seal(sealing, text, place),
    open: (sealed, place) => open(keys, sealed, place),
    isStale: (sealed) => sealed.split('.')[1] !== sealing.kid,
  };
}

function deriveKey(secret: string): Key {
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', secret, '', info, length));
  return {
    kid: derive('stillup seal v1 kid', 6).toString('base64url'),
    bytes: derive('stillup seal v1 key', 32),
  };
}

function bind(kid: string, place: SealPlace): Buffer {
  return Buffer.from(
    JSON.stringify(['v1', kid, place.table, place.column, place.rowId, place.organizationId]),
  );
}

function seal(key: Key, text: string, place: SealPlace): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(bind(key.kid, place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return ['v1', key.kid, ...parts].join('.');
}

function open(keys: ReadonlyMap<string, Key>, sealed: string, place: SealPlace): string {
  const [version, kid = '', ...rest] = sealed.split('.');
  const [iv, ciphertext, tag] = rest.map((part) => Buffer.from(part, 'base64url'));
  const isWhole = iv?.length === ivBytes && tag?.length === tagBytes && rest.length === 3;
  if (version !== 'v1' || ciphertext === undefined || !isWhole) throw new SealError('not a sealed value');
  const key = keys.get(kid);
  if (key === undefined) {
    throw new SealError(
      'sealed with an APP_SECRET that is not known any more; give the old one as APP_SECRET_PREVIOUS',
    );
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: tagBytes });
    decipher.setAAD(bind(kid, place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    throw new SealError('the sealed value was changed, or does not belong to this row');
  }
}
