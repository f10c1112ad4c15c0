import type { Deps } from '@/lib/access/context';
import { createUser, type User } from '@/lib/access/users';
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
  const { name, email, passwordHash, organization, project } = input;
  const owner = await createUser(deps.db, { name, email, passwordHash, now: deps.now });
  return await foundWithProject(deps, { owner, organization, project });
}

/** An organization for a user who exists, with its first project, in the caller's transaction. */
export async function foundWithProject(
  deps: Deps,
  input: { owner: User; organization: string; project: string },
): Promise<SignedUp> {
  const { owner } = input;
  const ctx = await foundOrganization(deps, { name: input.organization, owner });
  const project = await addProject(ctx.db, {
    organizationId: ctx.organizationId,
    name: input.project,
    slug: undefined,
    now: ctx.now,
  });
  const detail = { name: project.name };
  await writeAudit(ctx, ctx.db, { action: 'project.created', targetId: project.id, detail });
  return {
    userId: owner.id,
    organizationId: ctx.organizationId,
    projectId: project.id,
    projectSlug: project.slug,
    pingKey: project.pingKey,
  };
}
