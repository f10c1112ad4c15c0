import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ensurePartitionsOf } from '@/lib/checks/ensure-partitions';
import { ProductError } from '@/lib/core/errors';
import { newUuid, toUuid } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';
import {
  insertImportedChecks,
  insertImportedIncidents,
  settleImportedState,
} from '@/lib/pipeline/internal/history-queries';
import { laySpans } from '@/lib/pipeline/rules/lay-spans';
import { type ImportHistoryInput, importHistoryInput } from '@/lib/pipeline/schema';
import { rewindRollups } from '@/lib/rollups/rewind-rollups';
import { writeSpans } from '@/lib/spans/write-spans';

/**
 * Gives a monitor that no check has seen yet a past: checks, spans and resolved incidents, up to now. From there its
 * own checks go on without a hole. Nobody is alerted of what is over.
 * @throws ProductError `not_found`, `invalid`, `conflict` when the monitor has a past of its own
 */
export async function importHistory(ctx: Ctx, raw: unknown): Promise<{ spans: number; checks: number }> {
  authorize(ctx, 'monitor.write');
  const input = parseInput(importHistoryInput, raw);
  await ensurePartitionsOf(ctx.db, daysOf(input));
  return ctx.db.transaction(async (db) => {
    const inner = { ...ctx, db };
    const monitor = await getMonitor(inner, { id: input.monitor_id });
    authorizeProject(ctx, monitor.project_id);
    if (monitor.status !== 'pending') {
      throw new ProductError(
        'conflict',
        'This monitor has been checked already: a past is given to new ones only.',
      );
    }
    const region = monitor.regions[0] ?? '';
    const spans = await writeImportedSpans(inner, input);
    await insertImportedChecks(db, toUuid(monitor.id), region, input.checks);
    const checkedFrom = firstOf(input.checks.map(({ at }) => Date.parse(at)));
    if (checkedFrom !== null) await rewindRollups(db, new Date(checkedFrom));
    await insertImportedIncidents(
      db,
      { organizationId: ctx.organizationId, projectId: monitor.project_id, monitorId: monitor.id },
      {
        title: `${monitor.name} was down`,
        note: input.note,
        actor: storedActor(ctx.actor),
        outages: input.outages,
      },
    );
    await writeAudit(ctx, db, {
      action: 'monitor.history_imported',
      targetId: monitor.id,
      detail: { note: input.note },
    });
    return { spans, checks: input.checks.length };
  });
}

function firstOf(instantsMs: readonly number[]): number | null {
  return instantsMs.length === 0 ? null : instantsMs.reduce((one, other) => Math.min(one, other));
}

function daysOf({ checks }: ImportHistoryInput): string[] {
  return [...new Set(checks.map(({ at }) => new Date(at).toISOString().slice(0, 10)))].sort();
}

async function writeImportedSpans(ctx: Ctx, input: ImportHistoryInput): Promise<number> {
  const toInterval = (each: { started_at: string; ended_at: string; cause?: string }) => ({
    startedAtMs: Date.parse(each.started_at),
    endedAtMs: Date.parse(each.ended_at),
    cause: each.cause ?? null,
  });
  const spans = laySpans(
    Date.parse(input.started_at),
    ctx.now.getTime(),
    input.outages.map(toInterval),
    input.unwatched.map(toInterval),
  );
  const last = spans.at(-1);
  if (last?.state !== 'up') throw new ProductError('invalid', 'A past has to end with the monitor up.');
  await writeSpans(ctx.db, {
    closed: [],
    restated: [],
    opened: spans.map((span) => ({
      ...span,
      uuid: newUuid(span.startedAtMs),
      organizationUuid: toUuid(ctx.organizationId),
      monitorUuid: toUuid(input.monitor_id),
      reason: { rule: `imported: ${input.note}`, checks: [] },
    })),
  });
  await settleImportedState(ctx.db, input.monitor_id, last.startedAtMs);
  return spans.length;
}
