type Page = { nonce: string; isHttps: boolean; isDevelopment: boolean };

/**
 * Scripts need the nonce of their request. Styles may be inline: charts, menus and the mail that the mailbox shows
 * in its sandbox set them, and a style runs nothing.
 */
export function contentSecurityPolicy({ nonce, isHttps, isDevelopment }: Page): string {
  const directives = [
    "default-src 'self'",
    // React evaluates strings in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ];
  return directives.join('; ');
}

/** For every answer, whatever it holds. */
export function securityHeaders(isHttps: boolean): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    ...(isHttps ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** For JSON: nothing in it is ever to be run, shown or framed. */
export function dataHeaders(isHttps: boolean): Record<string, string> {
  return {
    ...securityHeaders(isHttps),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  };
}
