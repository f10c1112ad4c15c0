import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { findCheckRow } from '@/lib/checks/queries';
import type { CheckEvidence } from '@/lib/checks/rules/check-evidence';
import { type CheckEvidenceView, getCheckEvidenceInput } from '@/lib/checks/schema';
import { toCheckView } from '@/lib/checks/view';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { getMonitor } from '@/lib/monitors/get-monitor';

/** One check, and what the target answered where it failed. @throws ProductError `not_found` */
export async function getCheckEvidence(ctx: Ctx, raw: unknown): Promise<CheckEvidenceView> {
  authorize(ctx, 'monitor.read');
  const { monitor_id, scheduled_at, region } = parseInput(getCheckEvidenceInput, raw);
  await getMonitor(ctx, { id: monitor_id });
  const row = await findCheckRow(ctx.db, monitor_id, new Date(scheduled_at), region);
  if (row === null) throw notFound('check');
  return { check: toCheckView(row.check), evidence: row.evidence as CheckEvidence | null };
}
