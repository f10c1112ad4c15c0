import { asc, sql } from 'drizzle-orm';
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
