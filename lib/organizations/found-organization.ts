import type { Ctx, Deps } from '@/lib/access/context';
import { displayName } from '@/lib/access/rules/display-name';
import type { User } from '@/lib/access/users';
import { writeAudit } from '@/lib/audit/write-audit';
import { newId } from '@/lib/core/ids';
import { insertMember } from '@/lib/organizations/queries/members';
import { insertOrganization } from '@/lib/organizations/queries/organizations';

/** A new organization with the user as its owner, in the caller's transaction. Answers the context of that owner in it. */
export async function foundOrganization(deps: Deps, input: { name: string; owner: User }): Promise<Ctx> {
  const { db, now } = deps;
  const { owner, name } = input;
  const organizationId = newId('org', now.getTime());
  await insertOrganization(db, { id: organizationId, name, createdAt: now, updatedAt: now });
  await insertMember(db, {
    id: newId('mem', now.getTime()),
    organizationId,
    userId: owner.id,
    role: 'owner',
    createdAt: now,
  });
  const actor = {
    kind: 'user',
    userId: owner.id,
    name: displayName(owner.name, owner.email),
    role: 'owner',
  } as const;
  const ctx = { ...deps, organizationId, actor };
  await writeAudit(ctx, db, { action: 'organization.created', targetId: organizationId, detail: { name } });
  return ctx;
}
