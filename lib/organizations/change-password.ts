import type { AccountCtx } from '@/lib/access/context';
import { requireLimit } from '@/lib/access/rate-limit';
import { changePasswordInput } from '@/lib/access/schema';
import { checkPassword, listMemberships, setPassword } from '@/lib/access/users';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

/**
 * Ends all other sessions of the user. Stands behind `audit` because every organization of theirs is told.
 * @returns how many sessions ended
 * @throws ProductError `invalid` when the current password is wrong, `rate_limited` after 20 attempts an hour
 */
export async function changePassword(ctx: AccountCtx, raw: unknown): Promise<number> {
  const input = parseInput(changePasswordInput, raw);
  const use = { key: `change-password:${ctx.userId}`, limit: 20, windowSeconds: 3600, now: ctx.now };
  await requireLimit(ctx.db, use, 'Too many attempts. Try again later.');
  if (!(await checkPassword(ctx.db, ctx.userId, input.current_password))) {
    throw new ProductError('invalid', 'The current password is not right.', {
      errors: [{ pointer: '/current_password', code: 'wrong', detail: 'is not right' }],
    });
  }
  return ctx.db.transaction(async (db) => {
    const ended = await setPassword(db, {
      userId: ctx.userId,
      password: input.new_password,
      keepSessionId: ctx.sessionId,
      now: ctx.now,
    });
    for (const { organizationId, role } of await listMemberships(db, ctx.userId)) {
      const actor = { kind: 'user', userId: ctx.userId, name: '', role } as const;
      await writeAudit({ ...ctx, db, organizationId, actor }, db, {
        action: 'user.password_changed',
        targetId: ctx.userId,
      });
    }
    return ended;
  });
}
