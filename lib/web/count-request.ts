import { type Actor, actorId } from '@/lib/access/context';
import { consumeLimit } from '@/lib/access/rate-limit';
import { defaultPlan, getPlan } from '@/lib/access/rules/plans';
import { HttpFault } from '@/lib/web/http-fault';
import { rateLimitHeaders } from '@/lib/web/rules/rate-limit-headers';
import type { WebRuntime } from '@/lib/web/runtime';

const windowSeconds = 60;

/** @returns the headers that tell how much is left. @throws HttpFault 429 */
export async function countRequest(
  actor: Actor,
  runtime: WebRuntime,
  now: Date,
): Promise<Record<string, string>> {
  const limit = getPlan(defaultPlan).requestsPerMinute;
  const key = `api:${actorId(actor)}`;
  const state = await consumeLimit(runtime.database.db, { key, limit, windowSeconds, now });
  const headers = rateLimitHeaders({ name: 'default', windowSeconds, ...state }, now);
  if (state.allowed) return headers;
  throw new HttpFault(
    429,
    'rate_limited',
    `More than ${limit} requests within a minute. Wait, then repeat.`,
    { headers: { ...headers, 'Retry-After': String(state.resetSeconds) } },
  );
}
