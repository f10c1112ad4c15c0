import type { Origin } from '@/lib/gateway/rules/forwarded';

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Said by us or by nobody: to web these name the client, and Next takes some of them for its own. */
const reserved =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-request-id|x-middleware-.*|x-invoke-.*|expect)$/;

/** Request headers for web, as a flat list of names and values (RFC 9110, section 7.6.1). */
export function toUpstream(rawHeaders: readonly string[], origin: Origin, requestId: string): string[] {
  const named = namedByConnection(rawHeaders);
  const kept = filterPairs(
    rawHeaders,
    (name) => !named.has(name) && !hopByHop.has(name) && !reserved.test(name),
  );
  return [
    ...kept,
    'X-Forwarded-For',
    origin.clientAddress,
    'X-Forwarded-Proto',
    origin.protocol,
    'X-Forwarded-Host',
    origin.host,
    'X-Request-Id',
    requestId,
  ];
}

/** The same for a protocol upgrade, whose `Connection` and `Upgrade` are the point of it. */
export function toUpstreamUpgrade(
  rawHeaders: readonly string[],
  origin: Origin,
  requestId: string,
): string[] {
  const upgrade = filterPairs(rawHeaders, (name) => name === 'upgrade');
  return [...toUpstream(rawHeaders, origin, requestId), 'Connection', 'Upgrade', ...upgrade];
}

/** Response headers for the client. */
export function toClient(rawHeaders: readonly string[], requestId: string): string[] {
  const named = namedByConnection(rawHeaders);
  const kept = filterPairs(
    rawHeaders,
    (name) => !named.has(name) && !hopByHop.has(name) && name !== 'x-request-id',
  );
  return [...kept, 'X-Request-Id', requestId];
}

function namedByConnection(rawHeaders: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'connection') continue;
    for (const name of (rawHeaders[index + 1] ?? '').split(',')) names.add(name.trim().toLowerCase());
  }
  // A client must not be able to have these taken away by naming them hop-by-hop.
  for (const name of ['host', 'content-length', 'cookie', 'authorization']) names.delete(name);
  return names;
}

function filterPairs(rawHeaders: readonly string[], keep: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (keep(name.toLowerCase())) kept.push(name, rawHeaders[index + 1] ?? '');
  }
  return kept;
}
