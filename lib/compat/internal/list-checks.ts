import { type Ctx, projectLimit } from '@/lib/access/context';
import type { FoundCheck } from '@/lib/compat/internal/find-check';
import { showChecks } from '@/lib/compat/internal/show-check';
import { selectPingUuids } from '@/lib/compat/queries';
import type { ChecksAnswer, ChecksCall } from '@/lib/compat/schema';
import { listMonitors } from '@/lib/monitors/list-monitors';
import type { MonitorView } from '@/lib/monitors/schema';

/** All at once: that API knows no pages. `?slug=` and any number of `?tag=`, all of which must be there. */
export async function listChecks(ctx: Ctx, call: ChecksCall): Promise<ChecksAnswer> {
  const found = await findHeartbeats(ctx);
  const slug = call.query.get('slug') ?? '';
  const tags = call.query.getAll('tag').filter((tag) => tag !== '');
  const wanted = found.filter(
    ({ view }) => (slug === '' || view.slug === slug) && tags.every((tag) => view.tags.includes(tag)),
  );
  const show = await showChecks(ctx, call);
  return { status: 200, json: { checks: wanted.map(show) } };
}

async function findHeartbeats(ctx: Ctx): Promise<FoundCheck[]> {
  const views: MonitorView[] = [];
  let cursor: string | null = null;
  do {
    const { data, page } = await listMonitors(ctx, {
      type: 'heartbeat',
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    views.push(...data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  const rows = await selectPingUuids(ctx.db, ctx.organizationId, projectLimit(ctx));
  const uuids = new Map(rows.map(({ id, pingUuid }) => [id, pingUuid]));
  return views.flatMap((view) => {
    const uuid = uuids.get(view.id);
    return view.type === 'heartbeat' && uuid !== undefined ? [{ view, uuid }] : [];
  });
}
