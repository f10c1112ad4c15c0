import ipaddr from 'ipaddr.js';

/**
 * `public`: reachable for anyone. `private`: every other range, ours or of no known use.
 * `metadata`: where clouds hand out credentials; refused under every policy.
 */
export type AddressClass = 'public' | 'private' | 'metadata' | 'invalid';

/** Cloud metadata: AWS (IMDS, ECS, EKS), Azure, GCP, Alibaba, Oracle, and their IPv6 forms. */
const metadataAddresses = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]);

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** Inside 2000::/3, yet not for everyone: IETF assignments with Teredo, 6to4, documentation. */
const carvedOut = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);

/** Source: the IANA special-purpose registries for IPv4 (RFC 6890) and IPv6, and the clouds' own pages. */
export function classifyAddress(address: string): AddressClass {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    if (metadataAddresses.has(address)) return 'metadata';
    return ipaddr.IPv4.parse(address).range() === 'unicast' ? 'public' : 'private';
  }
  if (!ipaddr.IPv6.isValid(address)) return 'invalid';
  return classifyV6(ipaddr.IPv6.parse(address));
}

function classifyV6(address: ipaddr.IPv6): AddressClass {
  const zoneless = new ipaddr.IPv6(address.parts);
  if (metadataAddresses.has(zoneless.toString())) return 'metadata';
  const embedded = embeddedV4(zoneless.parts);
  if (embedded.some((v4) => metadataAddresses.has(v4))) return 'metadata';
  if (!zoneless.match(globalUnicast)) return 'private';
  return carvedOut.some((range) => zoneless.match(range)) ? 'private' : 'public';
}

/** Every IPv4 address that a translator could read out: mapped, compatible, NAT64, 6to4, Teredo. */
function embeddedV4(parts: number[]): string[] {
  const [a = 0, b = 0, c = 0] = parts;
  const dotted = (high: number, low: number) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  const last = dotted(parts[6] ?? 0, parts[7] ?? 0);
  if (a === 0x2002) return [dotted(b, c)];
  if (a === 0x2001 && b === 0)
    return [dotted((parts[6] ?? 0) ^ 0xffff, (parts[7] ?? 0) ^ 0xffff), dotted(c, parts[3] ?? 0)];
  if (a === 0x64 && b === 0xff9b) return [last];
  if (a === 0 && b === 0 && c === 0 && parts[3] === 0) return [last];
  return [];
}
