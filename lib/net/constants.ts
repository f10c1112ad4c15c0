/** What a resolver says when it has no address: the words of the DNS, and `failure` for all others. */
export const resolutionFaults = ['nxdomain', 'no_address', 'servfail', 'timeout', 'failure'] as const;
export type ResolutionFault = (typeof resolutionFaults)[number];
