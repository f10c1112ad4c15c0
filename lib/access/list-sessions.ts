import type { AccountCtx } from '@/lib/access/context';
import { selectSessionsOfUser } from '@/lib/access/queries/sessions';
import type { SessionView } from '@/lib/access/schema';

/** Where the user is signed in, the latest seen first. */
export async function listSessions(ctx: AccountCtx): Promise<SessionView[]> {
  const rows = await selectSessionsOfUser(ctx.db, ctx.userId, ctx.now);
  return rows.map((row) => ({
    id: row.id,
    created_at: row.createdAt.toISOString(),
    renewed_at: row.renewedAt.toISOString(),
    expires_at: row.expires.toISOString(),
    user_agent: row.userAgent,
    address: row.address,
    is_current: row.id === ctx.sessionId,
  }));
}
