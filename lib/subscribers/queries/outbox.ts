import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { pgTexts } from '@/db/arrays';
import type { Db } from '@/db/client';
import { pageComponents } from '@/db/schema/status-pages';
import { toUuid } from '@/lib/core/ids';
import type { SubscriberKind } from '@/lib/subscribers/constants';

type OfPage = { organizationId: string; pageId: string };

/** Confirmed, and neither gone nor switched off. */
function isActive({ organizationId, pageId }: OfPage): SQL {
  return sql`(s.organization_id = ${toUuid(organizationId)}::uuid and s.page_id = ${toUuid(pageId)}::uuid
    and s.confirmed_at is not null and s.unsubscribed_at is null and s.disabled_reason is null)`;
}

/** Who wants to hear of these components; an update that affects nothing is for everybody. */
function wants(componentIds: readonly string[]): SQL {
  if (componentIds.length === 0) return sql`true`;
  return sql`(s.component_ids is null or s.component_ids && ${pgTexts(componentIds)}::text::text[])`;
}

/** The groups in which these components stand: whoever chose a group hears of all in it. */
export async function selectGroupsOf(
  db: Db,
  pageId: string,
  componentIds: readonly string[],
): Promise<string[]> {
  if (componentIds.length === 0) return [];
  const rows = await db
    .selectDistinct({ groupId: pageComponents.groupId })
    .from(pageComponents)
    .where(
      and(
        eq(pageComponents.pageId, pageId),
        inArray(pageComponents.id, [...componentIds]),
        isNotNull(pageComponents.groupId),
      ),
    );
  return rows.flatMap(({ groupId }) => (groupId === null ? [] : [groupId]));
}

/** One statement, however many there are. What is queued already stays as it is. */
export async function insertNotifications(
  db: Db,
  page: OfPage,
  { updateId, componentIds }: { updateId: string; componentIds: readonly string[] },
): Promise<number> {
  const update = sql`${toUuid(updateId)}::uuid`;
  const rows = await db.execute<{ count: number }>(sql`
    with told as (
      insert into page_notifications (id, organization_id, subscriber_id, update_id, status, next_attempt_at, created_at)
      select gen_random_uuid(), s.organization_id, s.id, ${update}, 'pending', now(), now()
      from subscribers s
      where ${isActive(page)} and (${wants(componentIds)} or exists (
        select 1 from page_incident_updates own
        join page_incident_updates earlier on earlier.page_incident_id = own.page_incident_id
        join page_notifications n on n.update_id = earlier.id and n.subscriber_id = s.id
        where own.id = ${update} and earlier.id <> own.id and n.status <> 'suppressed'))
      on conflict (update_id, subscriber_id) do nothing
      returning 1
    )
    select count(*)::int as count from told`);
  return rows[0]?.count ?? 0;
}

/** Few enough that no lock is held for long. */
const batchSize = 5000;

/** What is settled of incidents that were over, and of which nothing more was said, by then. */
export async function deleteSettled(db: Db, before: Date): Promise<number> {
  const at = sql`${before.toISOString()}::timestamptz`;
  for (let total = 0; ; ) {
    const rows = await db.execute(sql`
      delete from page_notifications where id in (
        select n.id from page_incidents p
        join page_incident_updates u on u.page_incident_id = p.id
        join page_notifications n on n.update_id = u.id
        where p.resolved_at < ${at} and n.status in ('sent', 'failed', 'suppressed') and not exists (
          select 1 from page_incident_updates later where later.page_incident_id = p.id and later.created_at >= ${at})
        limit ${batchSize} for update of n skip locked)
      returning 1`);
    total += rows.length;
    if (rows.length < batchSize) return total;
  }
}

export async function countWanting(
  db: Db,
  page: OfPage,
  componentIds: readonly string[],
): Promise<Record<SubscriberKind, number>> {
  const rows = await db.execute<{ kind: SubscriberKind; count: number }>(sql`
    select s.kind, count(*)::int as count from subscribers s
    where ${isActive(page)} and ${wants(componentIds)} group by s.kind`);
  const counts: Record<SubscriberKind, number> = { email: 0, webhook: 0, slack: 0 };
  for (const { kind, count } of rows) counts[kind] = count;
  return counts;
}

export async function selectWanting(
  db: Db,
  page: OfPage,
  componentIds: readonly string[],
  limit: number,
): Promise<{ kind: SubscriberKind; address: string }[]> {
  const rows = await db.execute<{ kind: SubscriberKind; address: string }>(sql`
    select s.kind, s.address from subscribers s
    where ${isActive(page)} and ${wants(componentIds)} order by s.id limit ${limit}`);
  return rows.map(({ kind, address }) => ({ kind, address }));
}
