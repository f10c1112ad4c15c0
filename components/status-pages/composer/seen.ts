import type { PageIncidentUpdateView, PageIncidentView } from '@/lib/page-incidents/schema';

/** What somebody knew of an incident when they began to write. */
export type Seen = {
  updatedAt: string;
  updates: readonly Pick<PageIncidentUpdateView, 'id' | 'updated_at'>[];
};

export function seenOf({ updated_at, updates }: PageIncidentView): Seen {
  return {
    updatedAt: updated_at,
    updates: updates.map(({ id, updated_at: at }) => ({ id, updated_at: at })),
  };
}

/**
 * What others have said or corrected since, newest first; null where nothing has changed. It may be empty: a title or an impact
 * was changed.
 */
export function saidSince(seen: Seen, incident: PageIncidentView): readonly PageIncidentUpdateView[] | null {
  if (seen.updatedAt === incident.updated_at) return null;
  return incident.updates.filter(
    (update) =>
      !seen.updates.some((known) => known.id === update.id && known.updated_at === update.updated_at),
  );
}
