import { z } from 'zod';

/**
 * Ids are TypeIDs: a prefix that names the noun, and a UUIDv7 in 26 characters of Crockford's base32.
 * Source: https://github.com/jetify-com/typeid/tree/main/spec
 */
export const idPrefixes = [
  'org',
  'usr',
  'mem',
  'inv',
  'prj',
  'mon',
  'chk',
  'inc',
  'evt',
  'chn',
  'dlv',
  'att',
  'key',
  'spn',
  'msg',
  'ses',
  'aud',
  'req',
  'pol',
  'ocs',
  'ovr',
  'mnt',
  'mwn',
  'rpt',
  'sup',
  'pag',
  'cmp',
  'pin',
  'pup',
  'sub',
  'pnt',
  'dom',
] as const;

export type IdPrefix = (typeof idPrefixes)[number];

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const [dash, zero, nine, letterA] = [0x2d, 0x30, 0x39, 0x61];
const values = new Map([...alphabet].map((char, index) => [char, index]));
const suffixPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const maxCount = 0xfff;
let latest = { ms: Number.NaN, count: 0 };

/** Twelve bits that grow within a millisecond, from a random beginning that leaves room to grow. */
function nextCount(ms: number, random: number): number {
  const isSame = ms === latest.ms && latest.count < maxCount;
  latest = { ms, count: isSame ? latest.count + 1 : random & (maxCount >> 1) };
  return latest.count;
}

/**
 * UUIDv7 (RFC 9562, its first method): 48 bits of Unix milliseconds, a counter, then random bits. Keys of one process
 * grow in the order in which they were made, so that what happened at once is shown in its order.
 */
export function newUuid(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = nowMs;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  const count = nextCount(nowMs, ((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0));
  bytes[6] = (count >> 8) | 0x70;
  bytes[7] = count & 0xff;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function newId(prefix: IdPrefix, nowMs?: number): string {
  return fromUuid(prefix, newUuid(nowMs));
}

export function fromUuid(prefix: IdPrefix, uuid: string): string {
  if (!uuidPattern.test(uuid)) throw new TypeError(`not a UUID: ${uuid}`);
  const codes = new Array<number>(26);
  let length = 0;
  // 128 bits stand in 26 characters of 5 bits, so the first character carries only 3.
  let buffer = 0;
  let bits = 2;
  // By character codes: a batch of pings or checks asks for a thousand at once.
  for (let index = 0; index < uuid.length; index += 1) {
    const code = uuid.charCodeAt(index);
    if (code === dash) continue;
    buffer = (buffer << 4) | (code <= nine ? code - zero : code - letterA + 10);
    bits += 4;
    if (bits >= 5) {
      bits -= 5;
      codes[length] = alphabet.charCodeAt((buffer >> bits) & 31);
      length += 1;
      buffer &= (1 << bits) - 1;
    }
  }
  return `${prefix}_${String.fromCharCode(...codes)}`;
}

/** @throws TypeError when `id` is not of the TypeID form; callers at a border use `idSchema` first. */
export function toUuid(id: string): string {
  const suffix = id.slice(id.lastIndexOf('_') + 1);
  if (!suffixPattern.test(suffix)) throw new TypeError(`not an id: ${id}`);
  let hex = '';
  let buffer = 0;
  let bits = -2;
  for (const char of suffix) {
    buffer = (buffer << 5) | (values.get(char) ?? 0);
    bits += 5;
    while (bits >= 4) {
      bits -= 4;
      hex += ((buffer >> bits) & 15).toString(16);
      buffer &= (1 << bits) - 1;
    }
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function isId(prefix: IdPrefix, value: string): boolean {
  return value.startsWith(`${prefix}_`) && suffixPattern.test(value.slice(prefix.length + 1));
}

export function idSchema(prefix: IdPrefix) {
  return z
    .string()
    .max(40)
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), {
      error: `expected an id such as ${prefix}_01h455vb4pex5vsknk084sn02q`,
    });
}
