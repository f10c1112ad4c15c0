/** Last labels that mean "inside": RFC 6761, 6762, 8375, ICANN's private-use and collision lists, routers' habits. */
const internalSuffixes = new Set([
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'invalid',
  'onion',
]);

/** A name without a dot is answered by search domains and container networks, never by the public DNS. */
export function isInternalName(hostname: string): boolean {
  const lastDot = hostname.lastIndexOf('.');
  if (lastDot === -1) return true;
  return (
    internalSuffixes.has(hostname.slice(lastDot + 1)) ||
    hostname.endsWith('.home.arpa') ||
    hostname === 'home.arpa'
  );
}

const metadataNames = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
]);

export function isMetadataName(hostname: string): boolean {
  return metadataNames.has(hostname);
}

/** Source: https://fetch.spec.whatwg.org/#port-blocking */
const badPorts = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

export function isBadPort(port: number): boolean {
  return badPorts.has(port);
}
