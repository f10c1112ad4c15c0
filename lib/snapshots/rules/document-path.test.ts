import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isAnsweredByWeb,
  isReadByPrograms,
  readDocumentPath,
  readHostname,
  readPageAddress,
  withoutLocale,
} from '@/lib/snapshots/rules/document-path';

describe('the path of a document', () => {
  test.each([
    ['', ''],
    ['de', 'de'],
    ['de/', 'de'],
    ['history/2026-03', 'history/2026-03'],
    ['api/v2/incidents/unresolved.json', 'api/v2/incidents/unresolved.json'],
    ['files/aB-_9.png', 'files/aB-_9.png'],
  ])('%j is %j', (rest, path) => expect(readDocumentPath(rest)).toBe(path));

  test.each([
    '/',
    '//',
    'de//',
    '/de',
    'a//b',
    '.',
    '..',
    '../x',
    'a/../b',
    'a/./b',
    '%2e%2e',
    '%64e',
    'a%2fb',
    'a\\b',
    'a b',
    '~/',
    '~',
    '~/de',
    'a?b',
    'a#b',
    'a;b',
    'a\0b',
    'a\nb',
    'é',
    '.env',
    'x'.repeat(301),
  ])('%j is none', (rest) => expect(readDocumentPath(rest)).toBeNull());

  test('whatever is asked for, it climbs nowhere and needs no decoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'./%~\\ae2-_') }), (rest) => {
        const path = readDocumentPath(rest);
        if (path === null) return;
        expect(path).not.toMatch(/[%~\\]|\/\/|^\/|\/$|(^|\/)\.{1,2}(\/|$)/);
        expect([rest, rest.slice(0, -1)]).toContain(path);
      }),
    );
  });
});

test('a page is found below /status/ by a plain slug alone', () => {
  expect(readPageAddress('/status/acme')).toEqual({ slug: 'acme', rest: '' });
  expect(readPageAddress('/status/acme/')).toEqual({ slug: 'acme', rest: '' });
  expect(readPageAddress('/status/acme//de')).toEqual({ slug: 'acme', rest: '/de' });
  expect(readPageAddress('/status/a-1/api/v2/status.json')).toEqual({
    slug: 'a-1',
    rest: 'api/v2/status.json',
  });
  for (const path of [
    '/status',
    '/status/',
    '/status//acme',
    '/status/%61cme',
    '/status/ACME',
    '/status/-a',
    '/Status/acme',
    '/x/status/acme',
    '/status/a..b',
    '/status/acme\\x',
  ]) {
    expect(readPageAddress(path)).toBeNull();
  }
});

test('forms and what programs read are told by their addresses', () => {
  const web = ['subscribe', 'unlock', 'subscriptions/t.o-k', 'access/t'];
  expect(web.every(isAnsweredByWeb)).toBe(true);
  expect(
    ['', 'de', 'access', 'access/a/b', 'subscriptions', 'de/subscribe', 'api/unlock'].some(isAnsweredByWeb),
  ).toBe(false);
  expect(['api/v2/x', 'history.rss', 'badge.svg', 'files/a.png', 'robots.txt'].every(isReadByPrograms)).toBe(
    true,
  );
  expect(['', 'de', 'history/2026-03', 'incidents/abc'].some(isReadByPrograms)).toBe(false);
});

test.each([
  ['status.acme.test', 'status.acme.test'],
  ['STATUS.Acme.test:8443', 'status.acme.test'],
  ['status.acme.test.', 'status.acme.test'],
  ['status.acme.test.:443', 'status.acme.test'],
  ['[::1]:3000', '[::1]'],
  ['[::1]', '[::1]'],
  ['', ''],
])('the host %j is called %j', (host, name) => expect(readHostname(host)).toBe(name));

test.each([
  ['en', ''],
  ['en/history', 'history'],
  ['entry', 'entry'],
  ['de/embed', 'de/embed'],
])('%j of a page in English first is %j', (path, own) => expect(withoutLocale(path, 'en')).toBe(own));
