import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { regions } from '@/db/schema/monitors';

export type RegionRow = typeof regions.$inferSelect;

export async function selectRegions(db: Db): Promise<RegionRow[]> {
  return db.select().from(regions).orderBy(asc(regions.code));
}

export async function upsertRegion(db: Db, code: string): Promise<void> {
  await db
    .insert(regions)
    .values({ code, lastSeenAt: sql`now()` })
    .onConflictDoUpdate({ target: regions.code, set: { lastSeenAt: sql`now()` } });
}

export async function selectSightedMs(db: Db, code: string): Promise<number | null> {
  const rows = await db.select({ at: regions.sightedAt }).from(regions).where(eq(regions.code, code));
  return rows[0]?.at?.getTime() ?? null;
}

export async function updateSight(db: Db, code: string, blindSinceAt: Date | null): Promise<void> {
  const seen = blindSinceAt === null ? { sightedAt: sql`now()` } : {};
  await db
    .insert(regions)
    .values({ code, lastSeenAt: sql`now()`, blindSinceAt, ...seen })
    .onConflictDoUpdate({ target: regions.code, set: { blindSinceAt, ...seen } });
}
