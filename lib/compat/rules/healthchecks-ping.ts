import type { PingAction } from '@/lib/heartbeats/constants';

export type LoggedPing = {
  n: number;
  kind: PingAction;
  isIgnored: boolean;
  receivedAt: Date;
  rid: string | null;
  durationMs: number | null;
  method: string;
  userAgent: string | null;
  address: string | null;
  bodyBytes: number;
};

/** A logged ping in the shape of that API. `checkUrl` is the address of its check, under which its body is. */
export function toPing(ping: LoggedPing, checkUrl: string): Record<string, unknown> {
  return {
    type: ping.isIgnored ? 'ign' : ping.kind,
    date: `${ping.receivedAt.toISOString().slice(0, -1)}000+00:00`,
    n: ping.n,
    scheme: checkUrl.startsWith('https:') ? 'https' : 'http',
    remote_addr: ping.address,
    method: ping.method,
    ua: ping.userAgent ?? '',
    rid: ping.rid,
    body_url: ping.bodyBytes === 0 ? null : `${checkUrl}/pings/${ping.n}/body`,
    ...(ping.durationMs === null ? {} : { duration: Math.round(ping.durationMs / 10) / 100 }),
  };
}
