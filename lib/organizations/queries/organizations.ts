import { and, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { organizations } from '@/db/schema/organizations';

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
    .where(and(eq(organizations.id, organizationId)))
    .returning();
  return row ?? null;
}
