import ipaddr from 'ipaddr.js';
import type { PinnedAddress } from '@/lib/net/rules/parse-target';

/** The hosts(5) file: an address, then names; `#` starts a comment. */
export function parseHosts(source: string): Map<string, PinnedAddress[]> {
  const hosts = new Map<string, PinnedAddress[]>();
  for (const line of source.split('\n')) {
    const [address, ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    if (address === undefined || !ipaddr.isValid(address)) continue;
    const family = address.includes(':') ? 6 : 4;
    for (const name of names) {
      const key = name.toLowerCase();
      const known = hosts.get(key) ?? [];
      known.push({ address, family });
      hosts.set(key, known);
    }
  }
  return hosts;
}
