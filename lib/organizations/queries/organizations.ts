import { asc, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { organizations } from '@/db/schema/organizations';
import { isId } from '@/lib/core/ids';

export type OrganizationRow = typeof organizations.$inferSelect;

export async function insertOrganization(db: Db, row: typeof organizations.$inferInsert): Promise<void> {
  await db.insert(organizations).values(row);
}

export async function findOrganizationRow(db: Db, organizationId: string): Promise<OrganizationRow | null> {
  const [row] = await db.select().from(organizations).where(eq(organizations.id, organizationId));
  return row ?? null;
}

export async function updateOrganizationRow(
  db: Db,
  organizationId: string,
  values: { name: string; updatedAt: Date },
): Promise<OrganizationRow | null> {
  const [row] = await db
    .update(organizations)
    .set(values)
    .where(eq(organizations.id, organizationId))
    .returning();
  return row ?? null;
}

export async function selectOrganizationsNamed(
  db: Db,
  wanted: string | undefined,
): Promise<OrganizationRow[]> {
  const isWanted =
    wanted === undefined
      ? undefined
      : isId('org', wanted)
        ? eq(organizations.id, wanted)
        : eq(organizations.name, wanted);
  return await db.select().from(organizations).where(isWanted).orderBy(asc(organizations.id)).limit(100);
}
