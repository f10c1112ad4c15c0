import { proofName } from '@/lib/domains/domain-proof';
import type { RecordResolver } from '@/lib/domains/record-resolver';
import { normalizeHostname } from '@/lib/domains/rules/normalize-hostname';

/** What stands in DNS for a name. `traffic`: why requests may not arrive, in words; null where they do, or where nobody can tell. */
export type DnsFacts =
  | { kind: 'records'; txt: readonly string[]; traffic: string | null }
  | { kind: 'unknown'; words: string };

/** Where a name is to lead, or null on a machine to which no name can lead (`localhost`, an IP address). */
export function trafficTarget(appUrl: string): string | null {
  return normalizeHostname(new URL(appUrl).hostname);
}

export async function lookUpProof(
  resolver: RecordResolver,
  hostname: string,
  appUrl: string,
): Promise<DnsFacts> {
  const proof = await resolver.txt(proofName(hostname));
  if (proof.kind === 'unknown') return proof;
  const target = trafficTarget(appUrl);
  return {
    kind: 'records',
    txt: proof.kind === 'found' ? proof.values : [],
    traffic: target === null ? null : await lookUpTraffic(resolver, hostname, target),
  };
}

/** A CNAME, or the same addresses: a name that is a zone of its own can have no CNAME (RFC 1034, 3.6.2). */
async function lookUpTraffic(
  resolver: RecordResolver,
  hostname: string,
  target: string,
): Promise<string | null> {
  const cname = await resolver.cname(hostname);
  if (cname.kind === 'unknown') return cname.words;
  if (cname.kind === 'found' && cname.values.includes(target)) return null;
  const theirs = await resolver.addresses(hostname);
  if (theirs.kind === 'none') return `${hostname} has no CNAME to ${target} yet.`;
  if (theirs.kind === 'unknown') return theirs.words;
  const own = await resolver.addresses(target);
  const isSame = own.kind === 'found' && theirs.values.some((address) => own.values.includes(address));
  return isSame ? null : `${hostname} leads elsewhere than to ${target}, as far as DNS tells.`;
}
