import { expect, it } from 'vitest';
import { sessionCookie } from '@/lib/access/rules/session-cookie';

it('is bound to the host over https, and plain over http', () => {
  expect(sessionCookie('https://status.example.com')).toEqual({
    name: '__Host-stillup-session',
    isSecure: true,
  });
  expect(sessionCookie('http://localhost:3000')).toEqual({ name: 'stillup-session', isSecure: false });
});
