import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOriginAllowed } from '@/lib/access/rules/origin';

const appUrl = 'https://status.example.com';
const post = (origin: string | null, app = appUrl) =>
  isOriginAllowed({ method: 'POST', origin, appUrl: app });

describe('isOriginAllowed', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'post'])('lets %s pass from the own origin only', (method) => {
    expect(isOriginAllowed({ method, origin: appUrl, appUrl })).toBe(true);
    expect(isOriginAllowed({ method, origin: 'https://evil.example', appUrl })).toBe(false);
    expect(isOriginAllowed({ method, origin: null, appUrl })).toBe(false);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('asks nothing of %s', (method) => {
    expect(isOriginAllowed({ method, origin: null, appUrl })).toBe(true);
  });

  it.each([
    'null',
    '',
    'https://status.example.com.evil.example',
    'https://evil.example/https://status.example.com',
    'https://user@status.example.com',
    'https://status.example.com/',
    'http://status.example.com',
    'https://status.example.com:8443',
    'https://example.com',
    'file://',
  ])('refuses %j', (origin) => {
    expect(post(origin)).toBe(false);
  });

  it('takes the names of this machine for one another, on the same port', () => {
    expect(post('http://127.0.0.1:3000', 'http://localhost:3000')).toBe(true);
    expect(post('http://[::1]:3000', 'http://localhost:3000')).toBe(true);
    expect(post('http://localhost:3000', 'http://127.0.0.1:3000')).toBe(true);
    expect(post('http://127.0.0.1:3001', 'http://localhost:3000')).toBe(false);
    expect(post('https://127.0.0.1:3000', 'http://localhost:3000')).toBe(false);
    expect(post('http://127.0.0.1', appUrl)).toBe(false);
  });

  it('never throws, whatever a header holds', () => {
    fc.assert(
      fc.property(fc.string(), (origin) => {
        expect(post(origin)).toBe(origin === appUrl);
      }),
    );
  });
});
