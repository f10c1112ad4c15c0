import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { monitors } from '@/db/schema/monitors';
import { projects } from '@/db/schema/projects';

export async function findProjectByPingKey(
  db: Db,
  pingKey: string,
): Promise<{ id: string; organizationId: string } | null> {
  const rows = await db
    .select({ id: projects.id, organizationId: projects.organizationId })
    .from(projects)
    .where(eq(projects.pingKey, pingKey));
  return rows[0] ?? null;
}

/** Held until the end of the transaction: of several that would create a slug, the first does. */
export async function lockSlug(db: Db, projectId: string, slug: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${projectId}/${slug}`}, 7815696121))`,
  );
}

export async function hasSlug(db: Db, projectId: string, slug: string): Promise<boolean> {
  const rows = await db
    .select({ id: monitors.id })
    .from(monitors)
    .where(and(eq(monitors.projectId, projectId), eq(monitors.slug, slug)))
    .limit(1);
  return rows.length > 0;
}
