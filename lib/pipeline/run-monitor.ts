import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { getCheckEvidence } from '@/lib/checks/get-check-evidence';
import type { CheckView } from '@/lib/checks/schema';
import { env } from '@/lib/core/env';
import { ProductError } from '@/lib/core/errors';
import { newUuid, toUuid } from '@/lib/core/ids';
import { createLogger } from '@/lib/core/logger';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { monitorRef } from '@/lib/monitors/schema';
import { toClaimedCheck } from '@/lib/pipeline/claim-checks';
import { asReader } from '@/lib/pipeline/internal/as-reader';
import { claimOne } from '@/lib/pipeline/internal/claim-queries';
import { DatabaseClock } from '@/lib/pipeline/internal/database-clock';
import type { ClaimedCheck, FinishedCheck } from '@/lib/pipeline/internal/types';
import { Lookout } from '@/lib/pipeline/lookout';
import { processResults } from '@/lib/pipeline/process-results';
import { productProbeIo } from '@/lib/pipeline/product-probe-io';
import { leaseMarginMs } from '@/lib/pipeline/rules/slots';
import type { ProbeIo } from '@/lib/probing/probe';
import { runCheck } from '@/lib/probing/run-check';

/** `lookout` null: every failure stands, as where no canary is set. */
type Prober = { region: string; io: ProbeIo; lookout: Pick<Lookout, 'judge'> | null };

/**
 * One check now, from where this process runs. It counts like any other; the next one comes at its ordinary time.
 * @throws ProductError `not_found`, `conflict` (paused, another region, or another run came first)
 */
export async function runMonitor(ctx: Ctx, raw: unknown, prober?: Prober): Promise<CheckView> {
  authorize(ctx, 'monitor.run');
  const { id } = parseInput(monitorRef, raw);
  const { region, io, lookout } = prober ?? productProber(ctx);
  const monitor = await getMonitor(asReader(ctx), { id });
  if (monitor.paused) throw new ProductError('conflict', 'The monitor is paused; resume it first.');
  if (!monitor.regions.includes(region)) {
    throw new ProductError('conflict', `The monitor is not checked from ${region}, where this server runs.`);
  }
  await ensurePartitions(ctx.db);
  const clock = new DatabaseClock(io.monotonicMs);
  const claim = await claimNow(ctx, id, region, clock);
  const startedAtMs = clock.now();
  const outcome = await runCheck(claim.request, io);
  const finished = { claim, outcome, startedAtMs, finishedAtMs: clock.now() };
  const now = () => clock.now();
  const write = (checks: readonly FinishedCheck[]) => processResults(ctx.db, checks, now());
  const { stored } = await (lookout?.judge([finished], now, write) ?? write([finished]));
  if (stored === 0) {
    throw new ProductError('conflict', 'The monitor was changed, or run by somebody else, during the check.');
  }
  await notifyChanges(ctx.db, [{ organizationId: ctx.organizationId, topic: 'checks', id }]);
  const scheduled_at = new Date(claim.slotMs).toISOString();
  return (await getCheckEvidence(asReader(ctx), { monitor_id: id, scheduled_at, region })).check;
}

/** A lookout of its own: it looks only where the check fails, and shares what the region has seen by the database. */
function productProber({ db }: Ctx): Prober {
  const { region, canaryTargets: targets, logLevel: level, logFormat: format } = env();
  const logger = createLogger('run', { level, format });
  return { region, io: productProbeIo(), lookout: new Lookout({ db, logger, region, targets }) };
}

async function claimNow(ctx: Ctx, id: string, region: string, clock: DatabaseClock): Promise<ClaimedCheck> {
  const leaseUuid = newUuid();
  const row = await claimOne(ctx.db, { monitorUuid: toUuid(id), region, leaseUuid, leaseMarginMs });
  const claim = row === null ? null : toClaimedCheck(row, region, leaseUuid);
  if (row === null || claim === null) {
    throw new ProductError('conflict', 'The monitor cannot be checked now.');
  }
  clock.set(row.now_ms);
  return { ...claim, slotMs: row.now_ms };
}
