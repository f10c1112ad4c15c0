import type { Db } from '@/db/client';
import type { EscalationRow } from '@/lib/alerting/queries/escalations';
import { type FactsRow, selectFacts } from '@/lib/alerting/queries/facts';
import { type Hold, type HoldFacts, holdOf } from '@/lib/alerting/rules/hold-of';
import { fromUuid } from '@/lib/core/ids';
import { findPolicySpecs } from '@/lib/policies/find-policy-specs';
import { builtInPolicy } from '@/lib/policies/rules/built-in-policy';
import type { PolicySpec } from '@/lib/policies/schema';

export type IncidentFacts = {
  incidentId: string;
  organizationId: string;
  projectId: string;
  monitorId: string | null;
  policyKey: string;
  policy: PolicySpec;
  row: FactsRow;
  /** The database's clock. */
  now: Date;
};

/** What decides over incidents, by id: two statements for any number of them. */
export async function loadIncidentFacts(
  tx: Db,
  incidentIds: readonly string[],
): Promise<Map<string, IncidentFacts>> {
  const rows = await selectFacts(tx, [...new Set(incidentIds)]);
  const policyIds = [...new Set(rows.flatMap((row) => policyIdOf(row) ?? []))];
  const specs = await findPolicySpecs(tx, policyIds);
  return new Map(
    rows.map((row) => {
      const policyId = policyIdOf(row);
      const facts: IncidentFacts = {
        incidentId: fromUuid('inc', row.incident_id),
        organizationId: fromUuid('org', row.organization_id),
        projectId: fromUuid('prj', row.project_id),
        monitorId: row.monitor_id === null ? null : fromUuid('mon', row.monitor_id),
        policyKey: policyId ?? 'built-in',
        policy: (policyId === null ? undefined : specs.get(policyId)) ?? builtInPolicy,
        row,
        now: new Date(row.now_ms),
      };
      return [facts.incidentId, facts];
    }),
  );
}

function policyIdOf({ policy_id }: FactsRow): string | null {
  return policy_id === null ? null : fromUuid('pol', policy_id);
}

/** What holds an incident that is open; `escalation` is what is stored of it. */
export function heldBy({ row, policy, now }: IncidentFacts, escalation: EscalationRow | null): Hold | null {
  const facts: HoldFacts = {
    isManual: row.is_manual,
    isTold: escalation !== null && escalation.nextStep > 0,
    severity: row.severity,
    openedMs: row.opened_ms,
    downSinceMs: row.down_since_ms ?? row.opened_ms,
    lastCheckedMs: row.last_checked_ms,
    held: escalation === null ? null : { reason: escalation.heldFor, sinceMs: row.opened_ms },
    maintenance: row.is_muted ? (row.maintenance ?? { title: 'A window', endsMs: null }) : null,
    ancestors: row.ancestors ?? [],
    quiet: policy.quiet_hours,
    flappingUntilAt: row.flapping_until_ms === null ? null : new Date(row.flapping_until_ms),
  };
  return holdOf(facts, now);
}
