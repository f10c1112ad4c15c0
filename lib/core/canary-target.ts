/** What a prober connects to, to know whether it is online itself. */
export type CanaryTarget = { host: string; port: number };

/** `host:port`, an IPv6 address in brackets; null for anything else. */
export function parseCanaryTarget(value: string): CanaryTarget | null {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]/]+)):(\d{1,5})$/.exec(value);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host === undefined || !(port >= 1 && port <= 65_535) ? null : { host, port };
}
