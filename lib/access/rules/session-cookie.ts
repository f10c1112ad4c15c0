export type SessionCookie = { name: string; isSecure: boolean };

/**
 * `__Host-` makes browsers refuse a cookie that is not Secure, not for the path `/`, or set for a parent domain.
 * They accept it over https only, so a plain http install has the plain name.
 */
export function sessionCookie(appUrl: string): SessionCookie {
  const isSecure = new URL(appUrl).protocol === 'https:';
  return { name: isSecure ? '__Host-stillup-session' : 'stillup-session', isSecure };
}
