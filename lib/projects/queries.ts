import { and, asc, eq, gt, like, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { projects } from '@/db/schema/projects';

export type ProjectRow = typeof projects.$inferSelect;

/** Null when the organization has a project of that slug already. */
export async function insertProject(db: Db, row: typeof projects.$inferInsert): Promise<ProjectRow | null> {
  const [inserted] = await db
    .insert(projects)
    .values(row)
    .onConflictDoNothing({ target: [projects.organizationId, projects.slug] })
    .returning();
  return inserted ?? null;
}

export async function findProjectRow(
  db: Db,
  organizationId: string,
  projectId: string,
): Promise<ProjectRow | null> {
  const [row] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)));
  return row ?? null;
}

/** One that is there stays until the transaction ends. Whoever deletes it is waited for here, before anything of it is taken. */
export async function holdProject(db: Db, organizationId: string, projectId: string): Promise<boolean> {
  const rows = await db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)))
    .for('share');
  return rows.length > 0;
}

/** For whoever changes or deletes it. It may still be named, as by an outage that begins in one of its monitors. */
export async function lockProject(
  db: Db,
  organizationId: string,
  projectId: string,
): Promise<ProjectRow | null> {
  const [row] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)))
    .for('no key update');
  return row ?? null;
}

export async function selectProjectRows(
  db: Db,
  organizationId: string,
  filter: { projectId: string | null; afterId: string | null; limit: number },
): Promise<ProjectRow[]> {
  return await db
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.organizationId, organizationId),
        filter.projectId === null ? undefined : eq(projects.id, filter.projectId),
        filter.afterId === null ? undefined : gt(projects.id, filter.afterId),
      ),
    )
    .orderBy(asc(projects.id))
    .limit(filter.limit);
}

/** `slug` itself and everything that begins with it. */
export async function selectSlugs(db: Db, organizationId: string, slug: string): Promise<string[]> {
  const rows = await db
    .select({ slug: projects.slug })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), like(projects.slug, `${slug}%`)));
  return rows.map((row) => row.slug);
}

export async function findProjectIdBySlug(
  db: Db,
  organizationId: string,
  slug: string,
): Promise<string | null> {
  const [row] = await db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.slug, slug)));
  return row?.id ?? null;
}

export async function updateProjectRow(
  db: Db,
  projectId: string,
  values: { name: string; slug: string; updatedAt: Date },
): Promise<void> {
  await db.update(projects).set(values).where(eq(projects.id, projectId));
}

/** Held until the transaction ends: the slugs of one organization are given out one at a time. */
export async function lockSlugs(db: Db, organizationId: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`project-slugs:${organizationId}`}, 0))`,
  );
}

const setUpLock = 7_815_696_120;

/** Held until the transaction ends: one set-up at a time. */
export async function lockSetUp(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${setUpLock}::bigint)`);
}
