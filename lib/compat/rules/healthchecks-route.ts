export type ChecksRoute =
  | { to: 'checks' }
  | { to: 'check' | 'pause' | 'resume' | 'pings' | 'flips'; name: string }
  | { to: 'ping_body'; name: string; n: string }
  | { to: 'channels' | 'badges' }
  | { to: 'status' };

/** What stands behind `/api/v3/` of Healthchecks' management API; null for what is not there. */
export function matchChecksRoute(segments: readonly string[]): ChecksRoute | null {
  const [head, name, part, n, tail] = segments;
  if (head !== 'checks') {
    if (name !== undefined) return null;
    return head === 'channels' || head === 'badges' || head === 'status' ? { to: head } : null;
  }
  if (name === undefined) return { to: 'checks' };
  if (part === undefined) return { to: 'check', name };
  if (n === undefined) {
    const isPart = part === 'pause' || part === 'resume' || part === 'pings' || part === 'flips';
    return isPart ? { to: part, name } : null;
  }
  const isBody = part === 'pings' && tail === 'body' && segments.length === 5;
  return isBody ? { to: 'ping_body', name, n } : null;
}

/** The methods beside OPTIONS that it answers. */
export function methodsOf(route: ChecksRoute): readonly string[] {
  switch (route.to) {
    case 'checks':
      return ['GET', 'POST'];
    case 'check':
      return ['GET', 'POST', 'DELETE'];
    case 'pause':
    case 'resume':
      return ['POST'];
    case 'pings':
    case 'ping_body':
    case 'flips':
    case 'channels':
    case 'badges':
    case 'status':
      return ['GET'];
  }
}
