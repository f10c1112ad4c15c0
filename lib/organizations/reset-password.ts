import { z } from 'zod';
import type { Deps } from '@/lib/access/context';
import { emailField, passwordField } from '@/lib/access/schema';
import { findUserByEmail, listMemberships, setPassword } from '@/lib/access/users';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';

const resetPasswordInput = z.strictObject({ email: emailField, password: passwordField });

/** By the operator of the installation, who knows no current password. Ends every session. @throws `not_found` */
export async function resetPassword(
  deps: Deps,
  raw: unknown,
): Promise<{ userId: string; sessionsEnded: number }> {
  const { email, password } = parseInput(resetPasswordInput, raw);
  return deps.db.transaction(async (db) => {
    const user = await findUserByEmail(db, email);
    if (user === null) throw notFound('user');
    const sessionsEnded = await setPassword(db, {
      userId: user.id,
      password,
      keepSessionId: null,
      now: deps.now,
    });
    for (const { organizationId } of await listMemberships(db, user.id)) {
      const actor = { kind: 'system', name: 'command line' } as const;
      const ctx = { ...deps, db, organizationId, actor };
      await writeAudit(ctx, db, { action: 'user.password_reset', targetId: user.id });
    }
    return { userId: user.id, sessionsEnded };
  });
}
