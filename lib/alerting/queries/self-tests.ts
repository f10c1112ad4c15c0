import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels } from '@/db/schema/alerting';
import { fromUuid } from '@/lib/core/ids';

export type DueTest = { channelId: string; organizationId: string; projectId: string };

/** Takes them by moving each on by a week: whoever comes second finds nothing due. After a long while away, from now. */
export async function claimDueTests(db: Db, limit: number): Promise<DueTest[]> {
  const rows = await db.execute<{ id: string; organization_id: string; project_id: string }>(sql`
    with due as (
      select id from ${channels}
      where self_test_at <= now() and enabled
      order by self_test_at, id limit ${limit} for no key update skip locked
    )
    update ${channels} as c
    set self_test_at = case when c.self_test_at > now() - interval '7 days' then c.self_test_at else now() end
      + interval '7 days'
    from due where c.id = due.id
    returning c.id, c.organization_id, c.project_id`);
  return rows.map((row) => ({
    channelId: fromUuid('chn', row.id),
    organizationId: fromUuid('org', row.organization_id),
    projectId: fromUuid('prj', row.project_id),
  }));
}
