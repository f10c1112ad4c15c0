const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request that carries a session cookie may go on. Whatever changes something must say that it comes
 * from a page of the product itself; browsers send `Origin` with every such request, so a missing one is refused.
 * `appUrl` is the configured origin, never one taken from the Host header.
 */
export function isOriginAllowed(request: { method: string; origin: string | null; appUrl: string }): boolean {
  if (safeMethods.has(request.method.toUpperCase())) return true;
  if (request.origin === null || !URL.canParse(request.origin)) return false;
  const given = new URL(request.origin);
  const own = new URL(request.appUrl);
  if (given.origin === own.origin) return given.origin === request.origin;
  return isSameLoopback(given, own);
}

// A local install is reached by any of the names of this machine; another port is another program.
function isSameLoopback(given: URL, own: URL): boolean {
  return (
    loopbackNames.has(given.hostname) &&
    loopbackNames.has(own.hostname) &&
    given.protocol === own.protocol &&
    given.port === own.port
  );
}
