import type { IncidentFacts } from '@/lib/snapshots/rules/facts';
import type { ComponentStatus } from '@/lib/status-pages/constants';

/** What a page said of a component in public: half open, in milliseconds since the epoch, and perhaps of no length. */
export type SaidPeriod = { incidentId: string; status: ComponentStatus; fromMs: number; toMs: number };

/**
 * By component, the times for which incidents said how it was, as their updates went, and those in which a maintenance of
 * it really took place. Operational times among them, so that an incident that only names a component is found too.
 */
export function saidPeriods(
  incidents: readonly IncidentFacts[],
  { fromMs, nowMs }: { fromMs: number; nowMs: number },
): ReadonlyMap<string, SaidPeriod[]> {
  const said = new Map<string, SaidPeriod[]>();
  for (const incident of incidents) {
    if ((incident.resolvedAtMs ?? nowMs) < fromMs) continue;
    // Not sorted by their times, which may be the same: they stand in the order in which they were said.
    const told = { ...incident, updates: incident.updates.toReversed() };
    for (const componentId of namedIn(incident)) {
      const periods =
        incident.kind === 'maintenance'
          ? maintenancePeriods(told, nowMs)
          : incidentPeriods(told, componentId, nowMs);
      const known = said.get(componentId);
      if (known === undefined) said.set(componentId, periods);
      else known.push(...periods);
    }
  }
  return said;
}

/** Every component that it ever named. */
function namedIn({ components, updates }: IncidentFacts): ReadonlySet<string> {
  return new Set([
    ...components.map(({ componentId }) => componentId),
    ...updates.flatMap(({ affected }) => affected.map(({ componentId }) => componentId)),
  ]);
}

function maintenancePeriods(incident: IncidentFacts, nowMs: number): SaidPeriod[] {
  const begun = incident.updates.find(({ status }) => status === 'in_progress' || status === 'verifying');
  if (begun === undefined) return [];
  const toMs = Math.min(nowMs, incident.resolvedAtMs ?? nowMs);
  return lasting({ incidentId: incident.id, status: 'under_maintenance', fromMs: begun.displayAtMs, toMs });
}

function incidentPeriods(incident: IncidentFacts, componentId: string, nowMs: number): SaidPeriod[] {
  const endMs = Math.min(nowMs, incident.resolvedAtMs ?? nowMs);
  const steps = incident.updates.flatMap(({ affected, displayAtMs }) =>
    affected.flatMap((one) =>
      one.componentId === componentId ? [{ status: one.newStatus, atMs: displayAtMs }] : [],
    ),
  );
  const [first] = incident.updates;
  // The first words come a while after the outage they tell of.
  if (steps[0] !== undefined && steps[0].atMs === first?.displayAtMs) {
    steps[0].atMs = Math.min(steps[0].atMs, incident.startedAtMs);
  }
  if (steps.length === 0) {
    const status = incident.components.find((one) => one.componentId === componentId)?.status;
    steps.push({ status: status ?? 'operational', atMs: incident.startedAtMs });
  }
  return steps.flatMap(({ status, atMs }, index) =>
    lasting({
      incidentId: incident.id,
      status,
      fromMs: atMs,
      toMs: Math.min(endMs, steps[index + 1]?.atMs ?? endMs),
    }),
  );
}

/** One of no length names its component too: an incident that was over when it was told. */
function lasting(period: SaidPeriod): SaidPeriod[] {
  return period.toMs >= period.fromMs ? [period] : [];
}
