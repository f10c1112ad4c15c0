import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { pgTexts } from '@/db/arrays';
import type { Db } from '@/db/client';
import { pageComponents, statusPages } from '@/db/schema/status-pages';
import { toUuid } from '@/lib/core/ids';
import type { SubscriberKind } from '@/lib/subscribers/constants';

/** `domains`: those whose mailboxes alone may hear what the page says; null where all may. */
type Audience = { organizationId: string; pageId: string; domains: readonly string[] | null };

/** Confirmed, and neither gone nor switched off. */
function isActive({ organizationId, pageId }: Audience): SQL {
  return sql`(s.organization_id = ${toUuid(organizationId)}::uuid and s.page_id = ${toUuid(pageId)}::uuid
    and s.confirmed_at is not null and s.unsubscribed_at is null and s.disabled_reason is null)`;
}

/** As `isAllowedMailbox` judges. Webhooks and Slack are added by the organization itself, and may hear all. */
function isAllowed({ domains }: Audience): SQL {
  if (domains === null) return sql`true`;
  return sql`(s.kind <> 'email' or lower(substring(s.address from '[^@]*$')) = any(${pgTexts(domains)}::text::text[]))`;
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

export async function findAccess(db: Db, pageId: string) {
  const { access, allowedEmailDomains } = statusPages;
  const rows = await db
    .select({ access, allowedEmailDomains })
    .from(statusPages)
    .where(eq(statusPages.id, pageId));
  return rows[0] ?? null;
}

/** One statement, however many there are. What is queued already stays as it is. */
export async function insertNotifications(
  db: Db,
  page: Audience,
  { updateId, componentIds }: { updateId: string; componentIds: readonly string[] },
): Promise<number> {
  const update = sql`${toUuid(updateId)}::uuid`;
  const rows = await db.execute<{ count: number }>(sql`
    with told as (
      insert into page_notifications (id, organization_id, subscriber_id, update_id, status, next_attempt_at, created_at)
      select gen_random_uuid(), s.organization_id, s.id, ${update}, 'pending', now(), now()
      from subscribers s
      where ${isActive(page)} and ${isAllowed(page)} and (${wants(componentIds)} or exists (
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

/** `outside`: mailboxes that would be told, were they of one of the domains. */
export type AudienceCounts = Record<SubscriberKind | 'outside', number>;

export async function countWanting(
  db: Db,
  page: Audience,
  componentIds: readonly string[],
): Promise<AudienceCounts> {
  const rows = await db.execute<{ kind: SubscriberKind; is_allowed: boolean; count: number }>(sql`
    select s.kind, ${isAllowed(page)} as is_allowed, count(*)::int as count from subscribers s
    where ${isActive(page)} and ${wants(componentIds)} group by 1, 2`);
  const counts: AudienceCounts = { email: 0, webhook: 0, slack: 0, outside: 0 };
  for (const { kind, is_allowed, count } of rows) counts[is_allowed ? kind : 'outside'] += count;
  return counts;
}

export async function selectWanting(
  db: Db,
  page: Audience,
  componentIds: readonly string[],
  limit: number,
): Promise<{ kind: SubscriberKind; address: string }[]> {
  const rows = await db.execute<{ kind: SubscriberKind; address: string }>(sql`
    select s.kind, s.address from subscribers s
    where ${isActive(page)} and ${isAllowed(page)} and ${wants(componentIds)} order by s.id limit ${limit}`);
  return rows.map(({ kind, address }) => ({ kind, address }));
}
