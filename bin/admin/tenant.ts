import { type Installation, UsageError } from '@/bin/admin/command';
import type { Ctx } from '@/lib/access/context';
import { isId } from '@/lib/core/ids';
import { findOrganizations } from '@/lib/organizations/find-organizations';
import { listProjects } from '@/lib/projects/list-projects';
import type { ProjectView } from '@/lib/projects/schema';

/** The operator, who stands at the machine and may do everything, in one organization. */
export function operatorIn(installation: Installation, organizationId: string): Ctx {
  const { db, now, requestId } = installation;
  return { organizationId, actor: { kind: 'system', name: 'command line' }, now, db, requestId };
}

/** By name or id; without either, the only one there is. @throws UsageError */
export async function chooseOrganization(
  installation: Installation,
  wanted: string | undefined,
): Promise<Ctx> {
  const found = await findOrganizations(installation.db, wanted);
  const [first, ...others] = found;
  if (first === undefined) {
    throw new UsageError(
      wanted === undefined
        ? 'There is no organization yet: make one with create-user.'
        : `There is no organization ${wanted}.`,
    );
  }
  if (others.length > 0) {
    const list = found.map(({ id, name }) => `${id} (${name})`).join(', ');
    throw new UsageError(`Say which organization with --organization: ${list}.`);
  }
  return operatorIn(installation, first.id);
}

/** By id, slug or name; null where there is none. */
export async function findProject(ctx: Ctx, wanted: string): Promise<ProjectView | null> {
  const projects = await listAllProjects(ctx);
  return (
    projects.find((project) => (isId('prj', wanted) ? project.id === wanted : project.slug === wanted)) ??
    projects.find((project) => project.name === wanted) ??
    null
  );
}

/** @throws UsageError */
export async function chooseProject(ctx: Ctx, wanted: string): Promise<ProjectView> {
  const project = await findProject(ctx, wanted);
  if (project === null) throw new UsageError(`There is no project ${wanted} in this organization.`);
  return project;
}

export async function listAllProjects(ctx: Ctx): Promise<ProjectView[]> {
  return await collect((cursor) => listProjects(ctx, { limit: 200, ...cursor }));
}

type PageOf<T> = { data: T[]; page: { next_cursor: string | null } };

/** Every page of a list. */
export async function collect<T>(list: (cursor: { cursor?: string }) => Promise<PageOf<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: { cursor?: string } = {};
  for (;;) {
    const { data, page } = await list(cursor);
    all.push(...data);
    if (page.next_cursor === null) return all;
    cursor = { cursor: page.next_cursor };
  }
}
