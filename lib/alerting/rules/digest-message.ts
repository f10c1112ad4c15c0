import type { IncidentMessageKind } from '@/lib/notifiers/constants';
import type { DigestItem, DigestMessage } from '@/lib/notifiers/rules/message';

/** Of one message that a digest tells of: what the digest needs of it. Instants are ISO strings. */
export type Folded = {
  kind: IncidentMessageKind;
  incidentId: string;
  name: string;
  title: string;
  openedAt: string;
  durationSeconds: number;
};

const maxItems = 50;

/**
 * One line for each incident, by the last that was to be told of it: `folded` comes in the order of telling. What is
 * still open comes first, the oldest first, then what is over.
 */
export function digestMessage(folded: readonly Folded[], projectId: string, now: Date): DigestMessage {
  const last = new Map<string, Folded>();
  for (const one of folded) last.set(one.incidentId, one);
  const all = [...last.values()];
  const [open, resolved] = [all.filter(isOpen), all.filter((one) => !isOpen(one))].map((part) =>
    part.toSorted((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt)),
  );
  const sorted = [...(open ?? []), ...(resolved ?? [])];
  return {
    kind: 'digest',
    at: now.toISOString(),
    project_id: projectId,
    open_count: open?.length ?? 0,
    resolved_count: resolved?.length ?? 0,
    items: sorted.slice(0, maxItems).map((one) => toItem(one, now)),
    more: Math.max(0, sorted.length - maxItems),
  };
}

function isOpen({ kind }: Folded): boolean {
  return kind !== 'resolved';
}

/** What is open goes on while it is gathered: its age is that of the digest. */
function toItem(one: Folded, now: Date): DigestItem {
  const { kind, incidentId, name, title, openedAt, durationSeconds } = one;
  const age = Math.max(0, Math.floor((now.getTime() - Date.parse(openedAt)) / 1000));
  return {
    kind,
    incident_id: incidentId,
    name,
    title,
    opened_at: openedAt,
    duration_seconds: isOpen(one) ? age : durationSeconds,
  };
}
