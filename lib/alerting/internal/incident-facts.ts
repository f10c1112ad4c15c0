import type { Db } from '@/db/client';
import type { EscalationRow } from '@/lib/alerting/queries/escalations';
import { type FactsRow, selectAncestors, selectFacts } from '@/lib/alerting/queries/facts';
import { type Ancestor, type Hold, type HoldFacts, holdOf } from '@/lib/alerting/rules/hold-of';
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
  /** What its monitor depends on, the parent first. */
  ancestors: readonly Ancestor[];
  row: FactsRow;
  /** The database's clock. */
  now: Date;
};

/** What decides over incidents, by id: three statements for any number of them. */
export async function loadIncidentFacts(
  tx: Db,
  incidentIds: readonly string[],
): Promise<Map<string, IncidentFacts>> {
  const rows = await selectFacts(tx, [...new Set(incidentIds)]);
  const policyIds = [...new Set(rows.flatMap((row) => policyIdOf(row) ?? []))];
  const specs = await findPolicySpecs(tx, policyIds);
  const ancestors = await ancestorsOf(tx, rows);
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
        ancestors: ancestors.get(row.monitor_id ?? '') ?? [],
        row,
        now: new Date(row.now_ms),
      };
      return [facts.incidentId, facts];
    }),
  );
}

async function ancestorsOf(
  tx: Db,
  rows: readonly FactsRow[],
): Promise<ReadonlyMap<string, readonly Ancestor[]>> {
  const ids = rows.flatMap(({ monitor_id, has_parent }) =>
    monitor_id !== null && has_parent ? fromUuid('mon', monitor_id) : [],
  );
  const found = await selectAncestors(tx, ids);
  return new Map(found.map((row) => [row.monitor_id, row.found]));
}

function policyIdOf({ policy_id }: FactsRow): string | null {
  return policy_id === null ? null : fromUuid('pol', policy_id);
}

/** What holds an incident that is open; `escalation` is what is stored of it. */
export function heldBy(
  { row, policy, ancestors, now }: IncidentFacts,
  escalation: EscalationRow | null,
): Hold | null {
  const facts: HoldFacts = {
    isManual: row.is_manual,
    isTold: escalation !== null && escalation.nextStep > 0,
    severity: row.severity,
    openedMs: row.opened_ms,
    downSinceMs: row.down_since_ms ?? row.opened_ms,
    lastCheckedMs: row.last_checked_ms,
    held: escalation === null ? null : { reason: escalation.heldFor, sinceMs: row.opened_ms },
    // A mark behind which no window stands is a mistake of ours: it must not hold an alarm for ever.
    maintenance: row.is_muted ? row.maintenance : null,
    ancestors,
    quiet: policy.quiet_hours,
    flappingUntilAt: row.flapping_until_ms === null ? null : new Date(row.flapping_until_ms),
  };
  return holdOf(facts, now);
}
