import type { Db } from '@/db/client';
import { countInWindow, forgetWindow, uncountInWindow } from '@/lib/access/queries/rate-limits';
import { ProductError } from '@/lib/core/errors';

export type Limit = { key: string; limit: number; windowSeconds: number; now: Date };
export type LimitState = { allowed: boolean; limit: number; remaining: number; resetSeconds: number };

/**
 * Counts one use in a window that is aligned to the clock, by one atomic upsert: of any number of simultaneous calls
 * exactly `limit` are allowed. Call it outside the transaction of the use case, or a rollback takes the count back.
 */
export async function consumeLimit(db: Db, use: Limit): Promise<LimitState> {
  const { windowStartAt, resetSeconds } = windowOf(use);
  const count = await countInWindow(db, { key: use.key, windowStartAt, ceiling: use.limit + 1 });
  return {
    allowed: count <= use.limit,
    limit: use.limit,
    remaining: Math.max(0, use.limit - count),
    resetSeconds,
  };
}

/** @throws ProductError `rate_limited`, with the seconds until the window ends. */
export async function requireLimit(db: Db, use: Limit, detail: string): Promise<void> {
  const state = await consumeLimit(db, use);
  if (state.allowed) return;
  throw new ProductError('rate_limited', detail, { retryAfterSeconds: state.resetSeconds });
}

/** Takes back one use that was no fault after all, such as a right password among wrong ones. */
export async function returnUse(db: Db, use: Omit<Limit, 'limit'>): Promise<void> {
  await uncountInWindow(db, { key: use.key, windowStartAt: windowOf(use).windowStartAt });
}

export async function releaseLimit(db: Db, use: Omit<Limit, 'limit'>): Promise<void> {
  await forgetWindow(db, { key: use.key, windowStartAt: windowOf(use).windowStartAt });
}

function windowOf(use: { windowSeconds: number; now: Date }): { windowStartAt: Date; resetSeconds: number } {
  const windowMs = use.windowSeconds * 1000;
  const startMs = Math.floor(use.now.getTime() / windowMs) * windowMs;
  return {
    windowStartAt: new Date(startMs),
    resetSeconds: Math.max(1, Math.ceil((startMs + windowMs - use.now.getTime()) / 1000)),
  };
}
