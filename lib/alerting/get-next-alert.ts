import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { type IncidentFacts, loadIncidentFacts } from '@/lib/alerting/internal/incident-facts';
import { type EscalationRow, findEscalation } from '@/lib/alerting/queries/escalations';
import { type Due, dueOf } from '@/lib/alerting/rules/next-alert';
import type { NextAlertView } from '@/lib/alerting/schema';
import { parseInput } from '@/lib/core/parse';
import { requireIncident } from '@/lib/incidents/read-incident';
import { incidentRef } from '@/lib/incidents/schema';
import { describeStep } from '@/lib/policies/describe-step';

const nothing: NextAlertView = {
  kind: null,
  step: null,
  at: null,
  targets: null,
  held_for: null,
  held_detail: null,
};

/** What of an incident is told next unless somebody acknowledges it, to whom, and what holds it. @throws ProductError `not_found` */
export async function getNextAlert(ctx: Ctx, raw: unknown): Promise<NextAlertView> {
  authorize(ctx, 'incident.read');
  const { id } = parseInput(incidentRef, raw);
  await requireIncident(ctx, id);
  const escalation = await findEscalation(ctx.db, ctx.organizationId, id);
  const facts = (await loadIncidentFacts(ctx.db, [id])).get(id);
  if (escalation === null || facts === undefined) return nothing;
  const held = { held_for: escalation.heldFor, held_detail: escalation.heldDetail };
  // What is held is looked at again and again: the time of the next look is nobody's concern.
  const at = escalation.heldFor === null ? escalation.nextAt.toISOString() : null;
  if (facts.row.status === 'resolved') return { ...nothing, ...held, kind: 'resolved' };
  const due = dueOf(facts.policy, escalation);
  if (due.kind === 'nothing' || facts.row.status !== 'open') return nothing;
  return { ...held, at, kind: due.kind, ...(await stepAndTargets(ctx, facts, escalation, due)) };
}

async function stepAndTargets(
  ctx: Ctx,
  { policy }: IncidentFacts,
  { nextStep }: EscalationRow,
  due: Exclude<Due, { kind: 'nothing' }>,
): Promise<Pick<NextAlertView, 'step' | 'targets'>> {
  if (due.kind === 'reminder') return { step: due.number, targets: null };
  const step = policy.steps[nextStep];
  const targets = step === undefined ? null : await describeStep(ctx.db, ctx.organizationId, step);
  return { step: nextStep + 1, targets };
}
