import type { z } from 'zod';
import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { isProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { changeMonitor } from '@/lib/monitors/internal/change-monitor';
import { findMonitorIdByExternalId } from '@/lib/monitors/queries';
import { type MonitorView, putMonitorByExternalIdInput } from '@/lib/monitors/schema';

type Put = { monitor: MonitorView; created: boolean };
type Input = z.output<typeof putMonitorByExternalIdInput>;

/**
 * Creates the monitor, or brings the one with that external_id to exactly these settings: for scripts that
 * declare what they want and may run twice, or two at once.
 * @throws ProductError `invalid`, `not_found` (project)
 */
export async function putMonitorByExternalId(ctx: Ctx, raw: unknown): Promise<Put> {
  authorize(ctx, 'monitor.write');
  const input = parseInput(putMonitorByExternalIdInput, raw);
  authorizeProject(ctx, input.project_id);
  const changed = await changeExisting(ctx, input);
  if (changed !== null) return changed;
  try {
    return { monitor: await createMonitor(ctx, raw), created: true };
  } catch (error) {
    const lostRace = isProductError(error) && error.code === 'conflict';
    const won = lostRace ? await changeExisting(ctx, input) : null;
    if (won !== null) return won;
    throw error;
  }
}

async function changeExisting(ctx: Ctx, input: Input): Promise<Put | null> {
  const { type, external_id, ...settings } = input;
  return ctx.db.transaction(async (db) => {
    const { organizationId } = ctx;
    const id = await findMonitorIdByExternalId(db, organizationId, input.project_id, external_id);
    if (id === null) return null;
    const monitor = await changeMonitor({ ...ctx, db }, { ...settings, id }, { mode: 'replace', type });
    return { monitor, created: false };
  });
}
