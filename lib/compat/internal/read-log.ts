import type { Ctx } from '@/lib/access/context';
import { findCheck } from '@/lib/compat/internal/find-check';
import { readFlipWindow, toFlips } from '@/lib/compat/rules/healthchecks-flips';
import { toPing } from '@/lib/compat/rules/healthchecks-ping';
import { type ChecksAnswer, type ChecksCall, refusal } from '@/lib/compat/schema';
import { notFound } from '@/lib/core/errors';
import { getPing } from '@/lib/pings/get-ping';
import { listPings } from '@/lib/pings/list-pings';
import type { PingView } from '@/lib/pings/schema';
import { listSpans } from '@/lib/spans/list-spans';

const maxPings = 1000;

/** Newest first. */
export async function listLog(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  const { view, uuid } = await findCheck(ctx, name);
  const pings: PingView[] = [];
  let cursor: string | null = null;
  do {
    const { data, page } = await listPings(ctx, {
      monitor_id: view.id,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    pings.push(...data);
    cursor = page.next_cursor;
  } while (cursor !== null && pings.length < maxPings);
  const checkUrl = `${call.baseUrl}/api/v${call.version}/checks/${uuid}`;
  return { status: 200, json: { pings: pings.map((ping) => toPing(ping, checkUrl)) } };
}

/** Verbatim, and as plain text whatever it is: nothing in it is ever to be shown as a page. */
export async function getPingBody(ctx: Ctx, name: string, n: string): Promise<ChecksAnswer> {
  const { view } = await findCheck(ctx, name);
  if (!/^[1-9]\d{0,8}$/.test(n)) throw notFound('ping');
  const { body, body_encoding: encoding } = await getPing(ctx, { monitor_id: view.id, n: Number(n) });
  if (body === null || encoding === null) throw notFound('body');
  return { status: 200, bytes: Buffer.from(body, encoding) };
}

/** Since it was made, or in the window that is asked for. */
export async function listFlips(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  const { view } = await findCheck(ctx, name);
  const window = readFlipWindow(call.query, ctx.now.getTime());
  if (window === null) return refusal(400, 'start and end are Unix seconds, seconds is a number of seconds');
  const to = ctx.now.toISOString();
  if (view.created_at >= to) return { status: 200, json: { flips: [] } };
  const { data } = await listSpans(ctx, { monitor_id: view.id, from: view.created_at, to });
  return { status: 200, json: { flips: toFlips(data, window) } };
}
