import { z } from 'zod';
import { authorize, authorizeRole } from '@/lib/access/authorize';
import { roles } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { ProductError } from '@/lib/core/errors';
import { idSchema, newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { insertMember } from '@/lib/organizations/queries/members';

const addMemberInput = z.strictObject({ user_id: idSchema('usr'), role: z.enum(roles) });

/** Without an invitation, so for the operator only: people are asked first. @throws ProductError `conflict` */
export async function addMember(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  authorize(ctx, 'member.write');
  if (ctx.actor.kind !== 'system') throw new ProductError('forbidden', 'Invite the person instead.');
  const { user_id: userId, role } = parseInput(addMemberInput, raw);
  authorizeRole(ctx, role);
  const id = newId('mem', ctx.now.getTime());
  return ctx.db.transaction(async (db) => {
    const row = { id, organizationId: ctx.organizationId, userId, role, createdAt: ctx.now };
    if (!(await insertMember(db, row)))
      throw new ProductError('conflict', 'This person is a member already.');
    await writeAudit(ctx, db, { action: 'member.added', targetId: id, detail: { user_id: userId, role } });
    return { id };
  });
}
