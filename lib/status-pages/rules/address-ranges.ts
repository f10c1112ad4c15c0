import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of these or lies in one of these ranges (`203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`). An IPv4
 * address that came as IPv6 (`::ffff:203.0.113.7`) is the IPv4 address, on either side. What is no address is in no range.
 */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const wanted = ipaddr.process(address);
  return ranges.some((range) => {
    const [base, bits] = toRange(range) ?? [];
    return base !== undefined && bits !== undefined && base.kind() === wanted.kind()
      ? wanted.match(base, bits)
      : false;
  });
}

/** An address, or one with the bits of its net. Of IPv4 all four parts: `10/8` would be read as 0.0.0.10/8. */
export function isAddressRange(range: string): boolean {
  return toRange(range) !== null;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function toRange(range: string): [Address, number] | null {
  const [written = ''] = range.split('/');
  if (!written.includes(':') && !ipaddr.IPv4.isValidFourPartDecimal(written)) return null;
  if (!range.includes('/')) {
    if (!ipaddr.isValid(range)) return null;
    const address = ipaddr.process(range);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  if (!ipaddr.isValidCIDR(range)) return null;
  const [base, bits] = ipaddr.parseCIDR(range);
  const isMapped = base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= 96;
  return isMapped ? [base.toIPv4Address(), bits - 96] : [base, bits];
}
