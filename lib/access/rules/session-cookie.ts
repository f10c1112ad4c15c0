import { sessionMaxDays } from '@/lib/access/rules/session-lifetime';

export type CookieOptions = { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean };

/**
 * `__Host-` makes browsers refuse a cookie that is not Secure, not for the path `/`, or set for a parent domain.
 * They accept it over https only, so a plain http install has the plain name.
 */
export function cookieName(appUrl: string, name: string): string {
  return isHttps(appUrl) ? `__Host-${name}` : name;
}

export function cookieOptions(appUrl: string): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(appUrl) };
}

/**
 * The browser may keep it as long as any session can last: the database decides when this one ends, and pages that
 * cannot set cookies need not follow each renewal.
 */
export function sessionCookie(appUrl: string): {
  name: string;
  options: CookieOptions & { maxAge: number };
} {
  const maxAge = sessionMaxDays * 86_400;
  return { name: cookieName(appUrl, 'stillup-session'), options: { ...cookieOptions(appUrl), maxAge } };
}

function isHttps(appUrl: string): boolean {
  return new URL(appUrl).protocol === 'https:';
}
