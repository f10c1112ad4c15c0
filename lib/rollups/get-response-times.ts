import type { z } from 'zod';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import {
  type PartRow,
  type Rollup,
  selectDoneUntil,
  selectRawParts,
  selectRollupParts,
} from '@/lib/rollups/queries';
import { stepMs, summarize, toBuckets } from '@/lib/rollups/rules/merge-parts';
import { getResponseTimesInput, type ResponseTimesView } from '@/lib/rollups/schema';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const sourceMs: Record<Rollup | 'raw', number> = {
  raw: minuteMs,
  minutes: minuteMs,
  hours: hourMs,
  days: dayMs,
};

/**
 * Latencies of a monitor over a window, by default the last day. Up to a day is read from raw checks; more from
 * hours (a week) or days, with raw checks only for what is not rolled up yet.
 * @throws ProductError `not_found`, `invalid`
 */
export async function getResponseTimes(ctx: Ctx, raw: unknown): Promise<ResponseTimesView> {
  authorize(ctx, 'monitor.read');
  const input = parseInput(getResponseTimesInput, raw);
  const { interval_seconds } = await getMonitor(ctx, { id: input.monitor_id });
  const { from, to } = toWindow(input, ctx.now);
  const windowMs = to.getTime() - from.getTime();
  const source = windowMs <= dayMs ? 'raw' : windowMs <= 8 * dayMs ? 'hours' : 'days';
  // A bucket shorter than the interval would be empty more often than not: points without a line.
  const step = stepMs(windowMs, input.points, Math.max(sourceMs[source], (interval_seconds ?? 0) * 1000));
  const wanted = { monitorId: input.monitor_id, region: input.region, from, to };
  const parts =
    source === 'raw' ? await readRaw(ctx, wanted, step) : await readRolledUp(ctx, wanted, source, step);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    bucket_seconds: step / 1000,
    summary: summarize(parts),
    buckets: toBuckets(parts, step),
  };
}

function toWindow(input: z.output<typeof getResponseTimesInput>, now: Date): { from: Date; to: Date } {
  const to = input.to === undefined ? now : new Date(input.to);
  if (input.from !== undefined) return { from: new Date(input.from), to };
  return { from: new Date(to.getTime() - (input.days ?? 1) * dayMs), to };
}

type Wanted = { monitorId: string; region: string | undefined; from: Date; to: Date };

function readRaw(ctx: Ctx, wanted: Wanted, step: number): Promise<PartRow[]> {
  return selectRawParts(ctx.db, wanted, step / 1000);
}

/** The coarse rollup as far as it goes, then the finer one, then raw checks for the last stretch. */
async function readRolledUp(
  ctx: Ctx,
  wanted: Wanted,
  source: 'hours' | 'days',
  step: number,
): Promise<PartRow[]> {
  const sources = source === 'days' ? (['days', 'hours'] as const) : (['hours'] as const);
  const parts: PartRow[] = [];
  let from = wanted.from;
  for (const rollup of sources) {
    const until = await selectDoneUntil(ctx.db, rollup);
    if (until === null || until <= from) continue;
    const to = new Date(Math.min(until.getTime(), wanted.to.getTime()));
    parts.push(...(await selectRollupParts(ctx.db, rollup, { ...wanted, from, to })));
    from = to;
  }
  const rawFrom = new Date(Math.max(from.getTime(), wanted.to.getTime() - dayMs));
  if (rawFrom < wanted.to)
    parts.push(...(await selectRawParts(ctx.db, { ...wanted, from: rawFrom }, step / 1000)));
  return parts;
}
