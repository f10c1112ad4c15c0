import type { z } from 'zod';
import { authorize } from '@/lib/access/authorize';
import { type Ctx, storedActor } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { holdPageIncident, loadPageIncident } from '@/lib/page-incidents/internal/load-page-incident';
import { readWords, sayAnew } from '@/lib/page-incidents/internal/say-anew';
import { nextVersion, toNamed } from '@/lib/page-incidents/internal/say-update';
import { selectAffected, updatePageIncidentRow } from '@/lib/page-incidents/internal/write-queries';
import type { StoredPageIncident } from '@/lib/page-incidents/queries';
import { impactOf } from '@/lib/page-incidents/rules/phases';
import { findTimesFault } from '@/lib/page-incidents/rules/times';
import { type PageIncidentView, updatePageIncidentInput } from '@/lib/page-incidents/schema';
import type { PageIncidentImpact } from '@/lib/status-pages/constants';
import { markPage } from '@/lib/status-pages/mark-page';
import { requirePage } from '@/lib/status-pages/require-page';

type Patch = z.output<typeof updatePageIncidentInput>;

/**
 * Its title, impact and times; of a draft also its words. Nobody is told. @throws ProductError `invalid`, `not_found`,
 * `conflict` (words of what is published, times of what is over)
 */
export async function updatePageIncident(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const patch = parseInput(updatePageIncidentInput, raw);
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requirePage(inTx, patch.page_id);
    const before = await holdPageIncident(inTx, patch);
    refuse(before, patch);
    const incident = await updatePageIncidentRow(db, before.id, {
      isTaken: true,
      updatedAt: nextVersion(before, ctx.now),
      ...(patch.title === undefined ? {} : { title: patch.title }),
      ...(await readImpact(inTx, before, patch)),
      ...readTimes(before, patch, ctx.now),
    });
    if (before.publishedAt === null) await rewrite(inTx, incident, patch);
    else await markPage(db, page.id);
    const fields = Object.keys(patch).filter((field) => field !== 'id' && field !== 'page_id');
    await writeAudit(ctx, db, { action: 'page_incident.updated', targetId: before.id, detail: { fields } });
    return loadPageIncident(inTx, page, before.id);
  });
}

function refuse({ kind, publishedAt }: StoredPageIncident, patch: Patch): void {
  const { body, status, components, impact } = patch;
  if (publishedAt !== null && (body ?? status ?? components) !== undefined) {
    throw new ProductError(
      'conflict',
      'It is published. Add an update instead, or correct one that there is.',
    );
  }
  if (kind === 'maintenance' && impact !== undefined) throw invalidField('/impact', 'a maintenance has none');
  if (kind === 'maintenance' && status !== undefined) {
    throw invalidField('/status', 'a maintenance follows its times');
  }
  if (status === 'postmortem') throw invalidField('/status', 'a post-mortem follows what is resolved');
}

async function readImpact(
  ctx: Ctx,
  { id, publishedAt }: StoredPageIncident,
  { impact }: Patch,
): Promise<{ chosenImpact?: PageIncidentImpact | null; impact?: PageIncidentImpact }> {
  if (impact === undefined) return {};
  if (impact !== null) return { chosenImpact: impact, impact };
  // The words of a draft are said anew, and their impact with them.
  if (publishedAt === null) return { chosenImpact: null };
  const affected = await selectAffected(ctx.db, id);
  return { chosenImpact: null, impact: impactOf(affected.map(({ newStatus }) => newStatus)) };
}

function readTimes(
  before: StoredPageIncident,
  { scheduled_for, scheduled_until }: Patch,
  now: Date,
): { scheduledFor?: Date; scheduledUntil?: Date; startedAt?: Date } {
  if (scheduled_for === undefined && scheduled_until === undefined) return {};
  const pointer = scheduled_for === undefined ? '/scheduled_until' : '/scheduled_for';
  const { scheduledFor, scheduledUntil, status, resolvedAt } = before;
  if (scheduledFor === null || scheduledUntil === null)
    throw invalidField(pointer, 'an incident is not scheduled');
  if (before.maintenanceWindowId !== null) throw invalidField(pointer, 'follows the maintenance it tells of');
  if (resolvedAt !== null) throw new ProductError('conflict', 'This maintenance is over. Plan a new one.');
  const next = {
    scheduledFor: scheduled_for === undefined ? scheduledFor : new Date(scheduled_for),
    scheduledUntil: scheduled_until === undefined ? scheduledUntil : new Date(scheduled_until),
  };
  const fault = findTimesFault({
    forMs: next.scheduledFor.getTime(),
    untilMs: next.scheduledUntil.getTime(),
    nowMs: now.getTime(),
  });
  if (fault !== null) throw invalidField(fault.pointer, fault.detail);
  return status === 'scheduled' ? { ...next, startedAt: next.scheduledFor } : next;
}

async function rewrite(ctx: Ctx, incident: StoredPageIncident, patch: Patch): Promise<void> {
  const words = await readWords(ctx.db, incident);
  await sayAnew(
    ctx.db,
    { incident, isPagePublished: false },
    {
      ...words,
      status: patch.status ?? words.status,
      body: patch.body ?? words.body,
      components: patch.components === undefined ? words.components : toNamed(patch.components),
    },
    { actor: storedActor(ctx.actor), now: ctx.now },
  );
}
