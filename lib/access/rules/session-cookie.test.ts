import { expect, it } from 'vitest';
import { sessionCookie } from '@/lib/access/rules/session-cookie';

const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 90 * 86_400 };

it('is bound to the host and Secure over https, and plain over http', () => {
  expect(sessionCookie('https://status.example.com')).toEqual({
    name: '__Host-stillup-session',
    options: { ...options, secure: true },
  });
  expect(sessionCookie('http://localhost:3000')).toEqual({
    name: 'stillup-session',
    options: { ...options, secure: false },
  });
});
