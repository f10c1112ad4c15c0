import type { Db } from '@/db/client';
import { members, organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import { users } from '@/db/schema/users';
import type { Role, Scope } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { newId } from '@/lib/core/ids';

export type Tenant = { ctx: Ctx; organizationId: string; projectId: string; userId: string };

const now = new Date('2026-03-04T05:06:07.000Z');

/** An organization with its owner and one project; `ctx` acts as the owner. */
export async function createTenant(db: Db, name = 'Acme'): Promise<Tenant> {
  const organizationId = newId('org');
  const userId = newId('usr');
  const projectId = newId('prj');
  await db.insert(organizations).values({ id: organizationId, name });
  await db.insert(users).values({ id: userId, name: 'Ada', email: `${userId}@example.com` });
  await db.insert(members).values({ organizationId, userId, role: 'owner' });
  await db.insert(projects).values({
    id: projectId,
    organizationId,
    name: 'Website',
    slug: 'website',
    pingKey: projectId.slice(4, 26),
  });
  const ctx: Ctx = {
    organizationId,
    actor: { kind: 'user', userId, name: 'Ada', role: 'owner' },
    now,
    db,
    requestId: newId('req'),
  };
  return { ctx, organizationId, projectId, userId };
}

/** The same person in the same organization with another role. */
export function withRole(tenant: Tenant, role: Role): Ctx {
  return { ...tenant.ctx, actor: { kind: 'user', userId: tenant.userId, name: 'Ada', role } };
}

export function withApiKey(tenant: Tenant, scopes: readonly Scope[], projectId: string | null = null): Ctx {
  return {
    ...tenant.ctx,
    actor: { kind: 'api_key', apiKeyId: newId('key'), name: 'deploy', scopes, projectId },
  };
}

export function later(ctx: Ctx, ms: number): Ctx {
  return { ...ctx, now: new Date(ctx.now.getTime() + ms) };
}
