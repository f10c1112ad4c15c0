import type { Db } from '@/db/client';
import type { StoredActor } from '@/db/schema/incidents';
import { sayUpdate, type Words } from '@/lib/page-incidents/internal/say-update';
import { findFirstUpdate, forgetWords } from '@/lib/page-incidents/internal/write-queries';
import { holdComponents, type StoredPageIncident, selectNamed } from '@/lib/page-incidents/queries';

type Held = { incident: StoredPageIncident; isPagePublished: boolean };

/** What a draft says instead of what it said; where it has just been published, the first that anybody is told. */
export async function sayAnew(
  tx: Db,
  { incident, isPagePublished }: Held,
  words: Words,
  by: { actor: StoredActor; now: Date },
): Promise<StoredPageIncident> {
  // Before what names them: whoever deletes a component takes both in this order.
  const before = await selectNamed(tx, [incident.id]);
  await holdComponents(tx, incident.pageId, idsOf([...before, ...words.components]));
  await forgetWords(tx, incident.id);
  const impact = incident.chosenImpact ?? (incident.kind === 'maintenance' ? 'maintenance' : 'none');
  const fresh = { ...incident, impact, monitoringAt: null, resolvedAt: null };
  return sayUpdate(tx, { incident: fresh, isPagePublished }, words, by);
}

function idsOf(named: readonly { componentId: string }[]): string[] {
  return [...new Set(named.map(({ componentId }) => componentId))];
}

/** What a draft says until now. */
export async function readWords(tx: Db, incident: StoredPageIncident): Promise<Words> {
  const first = await findFirstUpdate(tx, incident.id);
  const named = await selectNamed(tx, [incident.id]);
  return {
    status: incident.status,
    components: named.map(({ componentId, status }) => ({ componentId, status })),
    body: first?.body ?? incident.title,
    isNotifying: first?.isNotifying ?? true,
  };
}
