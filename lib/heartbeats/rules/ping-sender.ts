import ipaddr from 'ipaddr.js';

const maxUserAgentLength = 200;

/** As it may stand in a text column: at most 200 characters, without NUL and without halves of characters. */
export function cleanUserAgent(userAgent: string | null): string | null {
  if (userAgent === null || userAgent === '') return null;
  const cut = userAgent.slice(0, maxUserAgentLength);
  return cut.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** What floods are counted by: an IPv4 address, or the /64 that a host of IPv6 has to itself. */
export function networkOf(address: string | null): string | null {
  if (address === null || !address.includes(':') || !ipaddr.IPv6.isValid(address)) return address;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return parts.map((part) => part.toString(16)).join(':');
}
