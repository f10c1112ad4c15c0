import { z } from 'zod';
import type { AccountCtx } from '@/lib/access/context';
import { deleteSessionOfUser } from '@/lib/access/queries/sessions';
import { endSessionsOfUser } from '@/lib/access/sessions';
import { notFound } from '@/lib/core/errors';
import { idSchema } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';

const revokeSessionInput = z.strictObject({ id: idSchema('ses') });

/** @throws ProductError `not_found` for a session that has ended, or that is another person's. */
export async function revokeSession(ctx: AccountCtx, raw: unknown): Promise<void> {
  const input = parseInput(revokeSessionInput, raw);
  if (!(await deleteSessionOfUser(ctx.db, ctx.userId, input.id))) throw notFound('session');
}

/** @returns how many sessions ended. The current one stays. */
export async function revokeOtherSessions(ctx: AccountCtx): Promise<number> {
  return await endSessionsOfUser(ctx.db, ctx.userId, ctx.sessionId);
}
