import type { Db } from '@/db/client';
import { members } from '@/db/schema/organizations';
import { users } from '@/db/schema/users';
import type { Tenant } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';

export async function addMember(db: Db, tenant: Tenant, name: string): Promise<string> {
  const userId = newId('usr');
  await db.insert(users).values({ id: userId, name, email: `${userId}@example.com` });
  await db.insert(members).values({ organizationId: tenant.organizationId, userId, role: 'editor' });
  return userId;
}

/** Weekly, from Monday the second of March 2026 at nine in the morning in Berlin. */
export function weekly(userIds: readonly string[], extra: Record<string, unknown> = {}) {
  return {
    id: 'first',
    name: 'First',
    user_ids: userIds,
    rotation: { every: 1, unit: 'week' },
    starts_at: '2026-03-02T09:00:00+01:00',
    ...extra,
  };
}

export function rota(userIds: readonly string[], extra: Record<string, unknown> = {}) {
  return { name: 'Primary', time_zone: 'Europe/Berlin', layers: [weekly(userIds)], ...extra };
}
