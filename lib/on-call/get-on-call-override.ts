import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { findOverride } from '@/lib/on-call/queries/overrides';
import { type OnCallOverrideView, onCallOverrideRef } from '@/lib/on-call/schema';
import { toOverrideView } from '@/lib/on-call/view';
import { findMemberNames } from '@/lib/organizations/find-member-names';

/** @throws ProductError `not_found` */
export async function getOnCallOverride(ctx: Ctx, raw: unknown): Promise<OnCallOverrideView> {
  authorize(ctx, 'on_call.read');
  refuseProjectKeys(ctx);
  const { schedule_id, id } = parseInput(onCallOverrideRef, raw);
  const row = await findOverride(ctx.db, ctx.organizationId, schedule_id, id);
  if (row === null) throw notFound('override');
  return toOverrideView(row, await findMemberNames(ctx.db, ctx.organizationId, [row.userId]));
}
