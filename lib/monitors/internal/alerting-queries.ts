import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { monitors } from '@/db/schema/monitors';
import { policies } from '@/db/schema/policies';
import { toUuid } from '@/lib/core/ids';

/** Locked against deletion, so that what is about to name it finds it. */
export async function policyExists(
  db: Db,
  organizationId: string,
  projectId: string,
  policyId: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: policies.id })
    .from(policies)
    .where(
      and(
        eq(policies.organizationId, organizationId),
        eq(policies.projectId, projectId),
        eq(policies.id, policyId),
      ),
    )
    .for('key share');
  return rows.length > 0;
}

/** The project of a monitor, locked against deletion; null where the organization has no such monitor. */
export async function findParentProject(
  db: Db,
  organizationId: string,
  monitorId: string,
): Promise<string | null> {
  const rows = await db
    .select({ projectId: monitors.projectId })
    .from(monitors)
    .where(and(eq(monitors.organizationId, organizationId), eq(monitors.id, monitorId)))
    .for('key share');
  return rows[0]?.projectId ?? null;
}

/** Held until the end of the transaction by whoever changes what depends on what in an organization. */
export async function lockParents(db: Db, organizationId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`parents ${organizationId}`}, 0))`);
}

/** Whether `ancestorId` is the monitor itself or stands anywhere above it. */
export async function hasAncestor(db: Db, monitorId: string, ancestorId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    with recursive up as (
      select id, parent_id from monitors where id = ${toUuid(monitorId)}::uuid
      union
      select m.id, m.parent_id from up join monitors m on m.id = up.parent_id
    )
    select 1 as one from up where id = ${toUuid(ancestorId)}::uuid`);
  return rows.length > 0;
}
