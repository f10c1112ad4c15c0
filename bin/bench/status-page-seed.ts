import type { createDatabase } from '@/db/client';
import type { Ctx } from '@/lib/access/context';
import { newId, toUuid } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { createOwner } from '@/lib/projects/set-up-installation';
import { pageLocales } from '@/lib/status-pages/constants';
import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createStatusPage } from '@/lib/status-pages/create-status-page';

type Database = ReturnType<typeof createDatabase>;

const groups = ['Website', 'API', 'Payments', 'Integrations', 'Regions'];
const days = 90;

/** A page as a company has it: monitors in five groups, eight languages, 90 days with outages, a dozen incidents. */
export async function seedStatusPage(
  { db, sql }: Database,
  monitors: number,
): Promise<{ pageId: string; slug: string }> {
  const deps = { db, now: new Date(), requestId: newId('req') };
  const { organizationId, userId, projectId } = await createOwner(deps, {
    email: 'bench@example.com',
    password: 'a password of the benchmark',
    name: 'Bench',
    organization: 'Bench',
    project: 'Bench',
  });
  const ctx: Ctx = { ...deps, organizationId, actor: { kind: 'user', userId, name: 'Bench', role: 'owner' } };
  const page = await createStatusPage(ctx, {
    project_id: projectId,
    name: 'Acme Cloud',
    description: 'How the services of Acme are doing.',
    slug: 'bench',
    is_published: true,
    time_zone: 'Europe/Berlin',
    locales: [...pageLocales],
  });
  const components: string[] = [];
  for (const name of groups) {
    const group = await createPageComponent(ctx, { page_id: page.id, kind: 'group', name });
    for (let index = 0; index < monitors / groups.length; index += 1) {
      const monitor = await createMonitor(ctx, {
        project_id: projectId,
        name: `${name} ${index + 1}`,
        type: 'http',
        spec: { url: `https://${index}.example.com/` },
      });
      const monitorComponent = {
        page_id: page.id,
        kind: 'monitor',
        monitor_id: monitor.id,
        group_id: group.id,
      };
      components.push((await createPageComponent(ctx, monitorComponent)).id);
      await writeSpans(sql, organizationId, monitor.id, components.length);
    }
  }
  await writeIncidents(ctx, page.id, components);
  await sql`analyze`;
  return { pageId: page.id, slug: page.slug };
}

/** Up, with an outage of some minutes every nine days or so, each monitor at other times. */
async function writeSpans(
  sql: Database['sql'],
  organizationId: string,
  monitorId: string,
  seed: number,
): Promise<void> {
  const [organization, monitor] = [toUuid(organizationId), toUuid(monitorId)];
  await sql`delete from spans where monitor_id = ${monitor}`;
  await sql`
    insert into spans (id, organization_id, monitor_id, state, started_at, ended_at, cause, reason)
    select gen_random_uuid(), ${organization}, ${monitor},
      case when n % 2 = 0 then 'up' else 'down' end, at, lead(at) over (order by at), null, '{}'
    from (
      select n, now() - make_interval(days => ${days}) + make_interval(days => 9 * ((n + 1) / 2), hours => ${seed},
        mins => -(n % 2) * (7 + ${seed})) as at
      from generate_series(0, 19) as n) as turns
    where at < now()`;
  await sql`update monitor_states set state = 'up', since_at = now() - interval '1 day' where monitor_id = ${monitor}`;
}

async function writeIncidents(ctx: Ctx, pageId: string, components: readonly string[]): Promise<void> {
  for (let index = 0; index < 12; index += 1) {
    await createPageIncident(ctx, {
      page_id: pageId,
      title: `Slow answers in part ${index + 1}`,
      status: index === 0 ? 'identified' : 'resolved',
      body: 'Requests took longer than usual. We found the cause, **a full disk**, and are watching.',
      components: index === 0 ? [{ component_id: components[0] ?? '', status: 'degraded_performance' }] : [],
      started_at: new Date(ctx.now.getTime() - index * 6 * 86_400_000 - 3_600_000).toISOString(),
      notify: false,
    });
  }
}
