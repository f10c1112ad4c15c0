import ipaddr from 'ipaddr.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;
export type Peer = { remoteAddress: string | undefined; headers: Headers };
export type Origin = { clientAddress: string; protocol: 'http' | 'https'; host: string };

/**
 * Who asks, by which protocol, for which host. The word of `X-Forwarded-*` counts only where a trusted proxy gave it;
 * the chain is read from the right, for everything left of the first stranger was written by that stranger.
 */
export function findOrigin(peer: Peer, trustedProxies: readonly string[]): Origin {
  const remote = normalizeAddress(peer.remoteAddress ?? '') ?? '0.0.0.0';
  const host = first(peer.headers['host']) ?? '';
  if (!isTrusted(remote, trustedProxies)) return { clientAddress: remote, protocol: 'http', host };
  const chain = list(peer.headers['x-forwarded-for']);
  let clientAddress = remote;
  for (const entry of chain.reverse()) {
    const address = normalizeAddress(entry);
    if (address === null) break;
    clientAddress = address;
    if (!isTrusted(address, trustedProxies)) break;
  }
  const protocol = list(peer.headers['x-forwarded-proto']).at(-1) === 'https' ? 'https' : 'http';
  const forwardedHost = list(peer.headers['x-forwarded-host']).at(-1);
  return {
    clientAddress,
    protocol,
    host: forwardedHost !== undefined && isHost(forwardedHost) ? forwardedHost : host,
  };
}

export function isTrusted(address: string, trustedProxies: readonly string[]): boolean {
  if (trustedProxies.length === 0) return false;
  const parsed = parse(address);
  if (parsed === null) return false;
  return networksOf(trustedProxies).some(
    ([network, bits]) =>
      network.kind() === parsed.kind() && parsed.match([network, bits] as [ipaddr.IPv4, number]),
  );
}

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];
// Asked with every request, and the list is the same for the life of a process.
const known = new WeakMap<readonly string[], readonly Network[]>();

function networksOf(ranges: readonly string[]): readonly Network[] {
  const networks = known.get(ranges) ?? ranges.map(toNetwork);
  known.set(ranges, networks);
  return networks;
}

function toNetwork(range: string): Network {
  if (range.includes('/')) return ipaddr.parseCIDR(range);
  const address = ipaddr.process(range);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** The plain form of an address, with or without a port or brackets; IPv4 out of its IPv6 mapping. */
export function normalizeAddress(text: string): string | null {
  const value = text.trim();
  const withoutPort =
    /^\[([^\]]+)\](?::\d{1,5})?$/.exec(value)?.[1] ?? /^(\d[\d.]*):\d{1,5}$/.exec(value)?.[1] ?? value;
  const withoutZone = withoutPort.split('%')[0] ?? '';
  if (ipaddr.IPv4.isValidFourPartDecimal(withoutZone)) return withoutZone;
  return ipaddr.IPv6.isValid(withoutZone) ? ipaddr.process(withoutZone).toString() : null;
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  return ipaddr.isValid(address) ? ipaddr.process(address) : null;
}

function isHost(value: string): boolean {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(value);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function list(value: string | string[] | undefined): string[] {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(-32);
}
