import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export type LinkSigner = {
  /** `payload` is readable by whoever holds the link. */
  sign: (purpose: string, payload: string) => string;
  /** What was signed for this purpose, or null for anything else. */
  read: (purpose: string, token: string) => string | null;
};

const macBytes = 18;

/**
 * For links that are a permission by themselves: `payload.mac`, in base64url, HMAC-SHA256 cut to 144 bits.
 * Signs with `current`, and still takes what was signed with `previous` secrets.
 */
export function createLinkSigner(current: string, previous: readonly string[] = []): LinkSigner {
  const keys = [current, ...previous].map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', 'stillup link v1', 32)),
  );
  const macOf = (key: Buffer, purpose: string, payload: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, payload]))
      .digest()
      .subarray(0, macBytes);
  return {
    sign: (purpose, payload) => {
      const [key] = keys;
      if (key === undefined) throw new Error('no secret to sign a link with');
      const text = Buffer.from(payload, 'utf8').toString('base64url');
      return `${text}.${macOf(key, purpose, payload).toString('base64url')}`;
    },
    read: (purpose, token) => {
      const [text = '', mac = '', ...rest] = token.split('.');
      const payload = Buffer.from(text, 'base64url').toString('utf8');
      const given = Buffer.from(mac, 'base64url');
      const isCanonical = given.length === macBytes && given.toString('base64url') === mac;
      if (rest.length > 0 || !isCanonical) return null;
      const isOurs = keys.some((key) => timingSafeEqual(macOf(key, purpose, payload), given));
      return isOurs ? payload : null;
    },
  };
}
