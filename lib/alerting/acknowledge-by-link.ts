import type { Db } from '@/db/client';
import type { Ctx } from '@/lib/access/context';
import { acknowledgeInTransaction } from '@/lib/alerting/internal/acknowledge-in-transaction';
import { acknowledgePurpose } from '@/lib/alerting/internal/links';
import { findLinkedDelivery, selectLinkedIncidents } from '@/lib/alerting/queries/links';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { IncidentStatus } from '@/lib/incidents/constants';

/** Whoever holds the link of a message may acknowledge what it tells of, and nothing else: no session, no role. */
export type LinkDeps = { db: Db; signer: LinkSigner; now: Date; requestId: string };

export type LinkedIncident = {
  id: string;
  /** The monitor, or a manual incident's title. */
  name: string;
  title: string;
  status: IncidentStatus;
  opened_at: string;
  acknowledged_by: string | null;
  resolved_at: string | null;
};

export type AcknowledgeLinkView = {
  channel: string;
  counts: Record<IncidentStatus, number>;
  /** What is open first, the oldest first; fifty at most. */
  incidents: LinkedIncident[];
};

const maxShown = 50;
const atOnce = 4;

/** Changes nothing. @throws ProductError `not_found` for a link that is not ours, or whose incident is gone */
export async function getAcknowledgeLink(deps: LinkDeps, token: string): Promise<AcknowledgeLinkView> {
  const { channelName, incidents } = await open(deps, token);
  const counts = { open: 0, acknowledged: 0, resolved: 0 };
  for (const { status } of incidents) counts[status] += 1;
  return {
    channel: channelName,
    counts,
    incidents: incidents.slice(0, maxShown).map((incident) => ({
      id: incident.id,
      name: incident.name,
      title: incident.title,
      status: incident.status,
      opened_at: incident.openedAt.toISOString(),
      acknowledged_by: incident.acknowledgedBy?.name ?? null,
      resolved_at: incident.resolvedAt?.toISOString() ?? null,
    })),
  };
}

/**
 * Of a digest all that is still open, each in a transaction of its own: what is done stays done. Twice is once, and what
 * is resolved stays so. @throws ProductError `not_found`
 */
export async function acknowledgeByLink(deps: LinkDeps, token: string): Promise<AcknowledgeLinkView> {
  const { incidents, organizationId, channelId, channelName } = await open(deps, token);
  const { db, now, requestId } = deps;
  const actor = { kind: 'channel', channelId, name: channelName } as const;
  const ctx: Ctx = { organizationId, actor, now, db, requestId };
  const waiting = incidents.filter(({ status }) => status === 'open');
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { id } = one;
      await db.transaction((tx) => acknowledgeInTransaction({ ...ctx, db: tx }, id));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return getAcknowledgeLink(deps, token);
}

async function open({ db, signer }: LinkDeps, token: string) {
  const deliveryId = signer.read(acknowledgePurpose, token) ?? '';
  if (!isId('dlv', deliveryId)) throw notFound('link');
  const delivery = await findLinkedDelivery(db, deliveryId);
  if (delivery === null) throw notFound('link');
  const incidents = await selectLinkedIncidents(db, deliveryId);
  if (incidents.length === 0) throw notFound('link');
  return { ...delivery, incidents };
}
