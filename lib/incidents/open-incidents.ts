import type { Db } from '@/db/client';
import type { StoredActor } from '@/db/schema/incidents';
import { newId } from '@/lib/core/ids';
import {
  insertIncidentEvents,
  insertIncidents,
  type StoredIncident,
} from '@/lib/incidents/internal/bulk-queries';
import { describeHeartbeat } from '@/lib/incidents/rules/describe-heartbeat';
import type { IncidentEvidence } from '@/lib/incidents/schema';

export const stillup: StoredActor = { kind: 'system', id: 'stillup', name: 'Stillup' };

export type IncidentToOpen = {
  organizationId: string;
  projectId: string;
  monitorId: string;
  title: string;
  cause: string;
  evidence: IncidentEvidence;
  openedAt: Date;
  /** The first failure of the streak that proved the outage. */
  downSince: Date;
};

/**
 * Opens incidents in the transaction of the transitions that call for them, each with its first timeline entries.
 * Where a monitor has an open one already, nothing happens. Gives back the new ones.
 */
export async function openIncidents(tx: Db, list: readonly IncidentToOpen[]): Promise<StoredIncident[]> {
  const opened = await insertIncidents(
    tx,
    list.map(({ downSince, ...incident }) => ({
      ...incident,
      downSinceAt: downSince,
      id: newId('inc', incident.openedAt.getTime()),
      status: 'open' as const,
    })),
  );
  const byMonitor = new Map(list.map((incident) => [incident.monitorId, incident]));
  await insertIncidentEvents(
    tx,
    opened.flatMap((incident) => {
      const source = byMonitor.get(incident.monitorId ?? '');
      if (source === undefined) return [];
      const base = {
        organizationId: incident.organizationId,
        incidentId: incident.id,
        at: incident.openedAt,
      };
      const since = `${source.downSince.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
      return [
        { ...base, type: 'opened' as const, actor: stillup, body: `Down since ${since}.` },
        ...source.evidence.regions.map(({ region, error, cause }) => ({
          ...base,
          type: 'confirmed' as const,
          actor: stillup,
          body: `${region}: ${error ?? cause ?? 'the check failed'}`,
        })),
        ...heartbeatEvents(source).map((body) => ({
          ...base,
          type: 'confirmed' as const,
          actor: stillup,
          body,
        })),
      ];
    }),
  );
  return opened;
}

function heartbeatEvents({ cause, evidence: { heartbeat } }: IncidentToOpen): string[] {
  return heartbeat === null ? [] : [describeHeartbeat(cause, heartbeat)];
}
