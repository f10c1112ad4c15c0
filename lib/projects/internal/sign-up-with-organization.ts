import type { Deps } from '@/lib/access/context';
import { createUser } from '@/lib/access/users';
import { writeAudit } from '@/lib/audit/write-audit';
import { foundOrganization } from '@/lib/organizations/found-organization';
import { addProject } from '@/lib/projects/internal/add-project';

export type SignedUp = {
  userId: string;
  organizationId: string;
  projectId: string;
  projectSlug: string;
  pingKey: string;
};

/** User, organization and first project, in the caller's transaction. */
export async function signUpWithOrganization(
  deps: Deps,
  input: { name: string | null; email: string; passwordHash: string; organization: string; project: string },
): Promise<SignedUp> {
  const { name, email, passwordHash } = input;
  const owner = await createUser(deps.db, { name, email, passwordHash, now: deps.now });
  const ctx = await foundOrganization(deps, { name: input.organization, owner });
  const project = await addProject(ctx.db, {
    organizationId: ctx.organizationId,
    name: input.project,
    slug: undefined,
    now: ctx.now,
  });
  await writeAudit(ctx, ctx.db, {
    action: 'project.created',
    targetId: project.id,
    detail: { name: project.name },
  });
  return {
    userId: owner.id,
    organizationId: ctx.organizationId,
    projectId: project.id,
    projectSlug: project.slug,
    pingKey: project.pingKey,
  };
}
