import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { invalidField } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { toNamed } from '@/lib/page-incidents/internal/say-update';
import { tellFirst } from '@/lib/page-incidents/internal/tell-first';
import { createPageIncidentInput, type PageIncidentView } from '@/lib/page-incidents/schema';
import { requireLockedPage } from '@/lib/status-pages/require-page';

/**
 * Published at once, with its first update, unless it is to be a draft. Outages it tells of (`incident_ids`) make no draft of
 * their own, and a draft there was of them is discarded. @throws ProductError `invalid`, `not_found` (page, component)
 */
export async function createPageIncident(ctx: Ctx, raw: unknown): Promise<PageIncidentView> {
  authorize(ctx, 'status_page.write');
  const input = parseInput(createPageIncidentInput, raw);
  if (input.status === 'postmortem') throw invalidField('/status', 'a post-mortem follows what is resolved');
  const startedAt = input.started_at === undefined ? ctx.now : new Date(input.started_at);
  if (startedAt > ctx.now) throw invalidField('/started_at', 'must not lie in the future');
  return ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const page = await requireLockedPage(inTx, input.page_id);
    return tellFirst(
      inTx,
      page,
      {
        kind: 'incident',
        title: input.title,
        chosenImpact: input.impact,
        impact: input.impact ?? 'none',
        startedAt,
      },
      {
        status: input.status,
        components: toNamed(input.components),
        body: input.body,
        isNotifying: input.notify,
      },
      { isDraft: input.is_draft, incidentIds: input.incident_ids },
    );
  });
}
