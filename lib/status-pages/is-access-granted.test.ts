import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { accessCookie, accessCookieSeconds } from '@/lib/status-pages/access-cookie';
import { type AccessQuestion, isAccessGranted } from '@/lib/status-pages/is-access-granted';
import { publicId } from '@/lib/status-pages/rules/public-id';

const nowMs = Date.parse('2026-03-04T05:06:07Z');
const signer = createLinkSigner('a secret of at least thirty-two characters');
const other = createLinkSigner('another secret of at least thirty-two characters');
const pageId = newId('pag');

const manifest = { pageId, access: 'password', accessVersion: 3, allowedRanges: [] } as const;

function cookieOf(
  page: { pageId: string; accessVersion: number } = manifest,
  options: { path?: string; isSecure?: boolean; by?: typeof signer; atMs?: number } = {},
): string {
  const { path = '/status/acme', isSecure = false, by = signer, atMs = nowMs } = options;
  const set = accessCookie(page, { signer: by, nowMs: atMs, path, isSecure });
  return set.slice(0, set.indexOf(';'));
}

function ask(more: Partial<AccessQuestion>): boolean {
  return isAccessGranted({ manifest, cookieHeader: null, clientAddress: null, nowMs, signer, ...more });
}

test('a public page is open to anybody', () => {
  expect(ask({ manifest: { ...manifest, access: 'public' } })).toBe(true);
});

describe.each(['password', 'email'] as const)('a page for who has a %s', (access) => {
  const page = { ...manifest, access };

  test('is closed without a cookie, from whatever address', () => {
    expect(ask({ manifest: { ...page, allowedRanges: ['0.0.0.0/0'] }, clientAddress: '203.0.113.7' })).toBe(
      false,
    );
    expect(ask({ manifest: page, cookieHeader: '' })).toBe(false);
  });

  test('opens by its cookie, among others and under each of its names', () => {
    for (const cookie of [
      cookieOf(),
      cookieOf(page, { isSecure: true }),
      cookieOf(page, { isSecure: true, path: '/' }),
    ]) {
      expect(ask({ manifest: page, cookieHeader: `theme=dark; ${cookie}; a=b=c` })).toBe(true);
    }
  });

  test('opens by the right one of two of the same name, in either order', () => {
    const wrong = cookieOf({ pageId, accessVersion: 2 });
    expect(ask({ manifest: page, cookieHeader: `${wrong}; ${cookieOf()}` })).toBe(true);
    expect(ask({ manifest: page, cookieHeader: `${cookieOf()}; ${wrong}` })).toBe(true);
  });

  test('closes when who may read it was changed', () => {
    expect(ask({ manifest: { ...page, accessVersion: 4 }, cookieHeader: cookieOf() })).toBe(false);
  });

  test('closes after seven days, to the millisecond', () => {
    const endMs = nowMs + accessCookieSeconds * 1000;
    expect(ask({ manifest: page, cookieHeader: cookieOf(), nowMs: endMs - 1 })).toBe(true);
    expect(ask({ manifest: page, cookieHeader: cookieOf(), nowMs: endMs })).toBe(false);
  });

  test('takes no cookie that another secret signed', () => {
    expect(ask({ manifest: page, cookieHeader: cookieOf(page, { by: other }) })).toBe(false);
  });
});

test('a cookie opens nothing of a page that asks for an address', () => {
  const page = { ...manifest, access: 'ip', allowedRanges: ['203.0.113.0/24'] } as const;
  expect(ask({ manifest: page, cookieHeader: cookieOf() })).toBe(false);
  expect(ask({ manifest: page, cookieHeader: cookieOf(), clientAddress: '198.51.100.1' })).toBe(false);
  expect(ask({ manifest: page, clientAddress: '::ffff:203.0.113.9' })).toBe(true);
});

test('a cookie of a page never opens another one, whatever it is called', () => {
  const ids = fc
    .tuple(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 0, max: 2 ** 47 }))
    .map(([a, b]) => [newId('pag', a), newId('pag', b)] as const);
  fc.assert(
    fc.property(
      ids,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      ([mine, theirs], accessVersion, isSecure) => {
        const cookie = cookieOf({ pageId: mine, accessVersion }, { isSecure });
        const renamed = cookie.replace(publicId(mine), publicId(theirs));
        const target = { ...manifest, pageId: theirs, accessVersion };
        expect(ask({ manifest: target, cookieHeader: `${cookie}; ${renamed}` })).toBe(false);
        expect(ask({ manifest: { ...target, pageId: mine }, cookieHeader: cookie })).toBe(true);
      },
    ),
  );
});

test('any character of a cookie that is changed makes it worthless', () => {
  const cookie = cookieOf();
  const start = cookie.indexOf('=') + 1;
  fc.assert(
    fc.property(
      fc.integer({ min: start, max: cookie.length - 1 }),
      fc.constantFrom(...'ABCxyz019-_.'),
      (at, char) => {
        // The last character of the payload has two bits that say nothing.
        fc.pre(cookie[at] !== char && cookie[at + 1] !== '.');
        const changed = `${cookie.slice(0, at)}${char}${cookie.slice(at + 1)}`;
        expect(ask({ cookieHeader: changed })).toBe(false);
      },
    ),
  );
});

test('garbage is not a cookie, and no fault either', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(ask({ cookieHeader: text })).toBe(false);
      expect(ask({ cookieHeader: `sp_access_${publicId(pageId)}=${text}` })).toBe(false);
    }),
  );
});

test('the cookie is for its path, out of reach of scripts, and over https held to its host', () => {
  const plain = accessCookie(manifest, { signer, nowMs, path: '/status/acme', isSecure: false });
  expect(plain).toMatch(
    new RegExp(
      `^sp_access_${publicId(pageId)}=[\\w.-]+; Path=/status/acme; Max-Age=604800; HttpOnly; SameSite=Lax$`,
    ),
  );
  const secure = accessCookie(manifest, { signer, nowMs, path: '/status/acme', isSecure: true });
  expect(secure).toMatch(/^__Secure-sp_access_.*; Path=\/status\/acme; .*; Secure$/);
  const ownHost = accessCookie(manifest, { signer, nowMs, path: '/', isSecure: true });
  expect(ownHost).toMatch(/^__Host-sp_access_.*; Path=\/; .*; Secure$/);
});
