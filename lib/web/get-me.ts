import { z } from 'zod';
import { authorize } from '@/lib/access/authorize';
import { roles, scopes } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { defaultPlan, getPlan } from '@/lib/access/rules/plans';
import { idSchema } from '@/lib/core/ids';
import { getOrganization } from '@/lib/organizations/get-organization';

const count = z.int().nullable();

export const meView = z.strictObject({
  organization: z.strictObject({ id: idSchema('org'), name: z.string().max(100) }),
  api_key: z
    .strictObject({
      id: idSchema('key'),
      name: z.string().max(100),
      scopes: z.array(z.enum(scopes)).max(scopes.length),
      project_id: idSchema('prj').nullable(),
    })
    .nullable(),
  user: z.strictObject({ id: idSchema('usr'), name: z.string().max(254), role: z.enum(roles) }).nullable(),
  /** What the organization may use; `null` is without limit. */
  plan: z.strictObject({
    name: z.string().max(100),
    requests_per_minute: z.int(),
    monitors: count,
    shortest_interval_seconds: z.int(),
    retention_days: count,
    seats: count,
  }),
});
export type MeView = z.output<typeof meView>;

/** Who is asking: the key or the person, and for which organization. */
export async function getMe(ctx: Ctx): Promise<MeView> {
  authorize(ctx, 'organization.read');
  const { actor } = ctx;
  const { id, name } = await getOrganization(ctx);
  const plan = getPlan(defaultPlan);
  return {
    organization: { id, name },
    api_key:
      actor.kind === 'api_key'
        ? {
            id: actor.apiKeyId,
            name: actor.name,
            scopes: [...actor.scopes],
            project_id: actor.projectId,
          }
        : null,
    user: actor.kind === 'user' ? { id: actor.userId, name: actor.name, role: actor.role } : null,
    plan: {
      name: plan.name,
      requests_per_minute: plan.requestsPerMinute,
      monitors: plan.monitors,
      shortest_interval_seconds: plan.shortestIntervalSeconds,
      retention_days: plan.retentionDays,
      seats: plan.seats,
    },
  };
}
