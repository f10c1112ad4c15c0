import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { rateLimits } from '@/db/schema/access';

type Window = { key: string; windowStartAt: Date };

/** The count never passes the ceiling, so that a flood cannot overflow it. */
export async function countInWindow(db: Db, window: Window & { ceiling: number }): Promise<number> {
  const [row] = await db
    .insert(rateLimits)
    .values({ key: window.key, windowStartAt: window.windowStartAt, count: 1 })
    .onConflictDoUpdate({
      target: [rateLimits.key, rateLimits.windowStartAt],
      set: { count: sql`least(${rateLimits.count} + 1, ${window.ceiling}::integer)` },
    })
    .returning({ count: rateLimits.count });
  if (row === undefined) throw new Error('an upsert returned no row');
  return row.count;
}

export async function uncountInWindow(db: Db, window: Window): Promise<void> {
  await db
    .update(rateLimits)
    .set({ count: sql`greatest(${rateLimits.count} - 1, 0)` })
    .where(and(eq(rateLimits.key, window.key), eq(rateLimits.windowStartAt, window.windowStartAt)));
}

export async function forgetWindow(db: Db, window: Window): Promise<void> {
  await db
    .delete(rateLimits)
    .where(and(eq(rateLimits.key, window.key), eq(rateLimits.windowStartAt, window.windowStartAt)));
}
