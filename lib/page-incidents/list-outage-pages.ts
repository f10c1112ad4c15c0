import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { parseInput } from '@/lib/core/parse';
import { requireIncident } from '@/lib/incidents/read-incident';
import { selectOutagePages } from '@/lib/page-incidents/internal/telling-queries';
import { listOutagePagesInput, type OutagePageView } from '@/lib/page-incidents/schema';

/**
 * The status pages that could tell of an outage, those with its monitor on them first, and what tells of it on each already. At
 * most twenty. @throws ProductError `not_found` (incident)
 */
export async function listOutagePages(ctx: Ctx, raw: unknown): Promise<{ data: OutagePageView[] }> {
  authorize(ctx, 'status_page.read');
  authorize(ctx, 'incident.read');
  const { incident_id } = parseInput(listOutagePagesInput, raw);
  const { incident } = await requireIncident(ctx, incident_id);
  const rows = await selectOutagePages(ctx.db, ctx.organizationId, incident, projectLimit(ctx));
  return {
    data: rows.map(({ id, name, isPublished, showsMonitor, told }) => ({
      id,
      name,
      is_published: isPublished,
      shows_monitor: showsMonitor,
      told:
        told === null
          ? null
          : {
              id: told.id,
              title: told.title,
              status: told.status,
              is_draft: told.publishedAt === null,
              publish_at: told.publishedAt === null ? (told.publishAt?.toISOString() ?? null) : null,
            },
    })),
  };
}
