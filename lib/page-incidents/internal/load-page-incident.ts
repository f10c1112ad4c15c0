import type { Ctx } from '@/lib/access/context';
import { env } from '@/lib/core/env';
import { notFound } from '@/lib/core/errors';
import { findProvenHostname } from '@/lib/domains/find-proven-hostnames';
import {
  countNotified,
  findPageIncident,
  lockPageIncident,
  type StoredPageIncident,
  selectNamed,
  selectSources,
  selectUpdates,
} from '@/lib/page-incidents/queries';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import { toPageIncidentView } from '@/lib/page-incidents/view';
import { pageUrl } from '@/lib/status-pages/page-url';
import type { StoredPage } from '@/lib/status-pages/require-page';
import { notificationsKeptSince } from '@/lib/subscribers/rules/notifications-kept-since';

/** @throws ProductError `not_found` */
export async function loadPageIncident(ctx: Ctx, page: StoredPage, id: string): Promise<PageIncidentView> {
  const { db, organizationId } = ctx;
  const incident = await findPageIncident(db, organizationId, page.id, id);
  if (incident === null) throw notFound('incident of this page');
  const updates = await selectUpdates(db, id);
  return toPageIncidentView({
    incident,
    named: await selectNamed(db, [id]),
    sources: await selectSources(db, [id]),
    updates,
    notified: await countNotified(
      db,
      updates.map((update) => update.id),
    ),
    keptSince: notificationsKeptSince(ctx.now, env().retentionRawDays),
    pageUrl: pageUrl(page, await findProvenHostname(db, page.id)),
  });
}

/** For a change, in the transaction of `ctx`. @throws ProductError `not_found` */
export async function holdPageIncident(
  ctx: Ctx,
  { page_id, id }: { page_id: string; id: string },
): Promise<StoredPageIncident> {
  const row = await lockPageIncident(ctx.db, ctx.organizationId, page_id, id);
  if (row === null || row.discardedAt !== null) throw notFound('incident of this page');
  return row;
}
