const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base36 = base62.slice(0, 10) + base62.slice(36);

/** 22 bytes are 176 bits and fit in 30 characters of base62. */
export const apiKeyBytes = 22;
/** 14 bytes are 112 bits and fit in 22 characters of base36. */
export const pingKeyBytes = 14;

const prefix = 'sup_';
const bodyLength = 30;
const checksumLength = 6;
const apiKeyPattern = /^sup_[0-9A-Za-z]{36}$/;

/**
 * `sup_`, the random part in base62, and a CRC-32 of it in six characters, so that a mistyped or cut key is told
 * from a revoked one without asking the database, and secret scanners can verify what they find.
 */
export function apiKeyFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== apiKeyBytes) throw new RangeError(`an API key is made of ${apiKeyBytes} bytes`);
  const body = encode(toInteger(bytes), base62, bodyLength);
  return prefix + body + checksumOf(body);
}

export function isWellFormedApiKey(token: string): boolean {
  if (!apiKeyPattern.test(token)) return false;
  const body = token.slice(prefix.length, prefix.length + bodyLength);
  return checksumOf(body) === token.slice(prefix.length + bodyLength);
}

/** Lower case and digits only: it stands in addresses that people type into crontabs. */
export function pingKeyFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== pingKeyBytes) throw new RangeError(`a ping key is made of ${pingKeyBytes} bytes`);
  return encode(toInteger(bytes), base36, 22);
}

function checksumOf(body: string): string {
  return encode(BigInt(crc32(body)), base62, checksumLength);
}

function toInteger(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function encode(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let rest = value;
  let text = '';
  while (text.length < length) {
    text = alphabet.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text;
}

/** CRC-32 of ISO 3309 (as in gzip), over ASCII. It catches every change that lies within 32 bits. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
