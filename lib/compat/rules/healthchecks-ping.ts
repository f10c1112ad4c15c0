import type { PingView } from '@/lib/pings/schema';

/** A logged ping in the shape of that API. `checkUrl` is the address of its check, under which its body is. */
export function toPing(ping: PingView, checkUrl: string): Record<string, unknown> {
  return {
    type: ping.is_ignored ? 'ign' : ping.kind,
    date: `${ping.received_at.slice(0, -1)}000+00:00`,
    n: ping.n,
    scheme: checkUrl.startsWith('https:') ? 'https' : 'http',
    remote_addr: ping.address,
    method: ping.method,
    ua: ping.user_agent ?? '',
    rid: ping.rid,
    body_url: ping.body_bytes === 0 ? null : `${checkUrl}/pings/${ping.n}/body`,
    ...(ping.duration_ms === null ? {} : { duration: Math.round(ping.duration_ms / 10) / 100 }),
  };
}
