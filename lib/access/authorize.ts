import type { Permission, Role } from '@/lib/access/constants';
import type { Actor, Ctx } from '@/lib/access/context';
import { projectLimit } from '@/lib/access/context';
import { roleMay, roleOutranks, scopesMay } from '@/lib/access/rules/permissions';
import { notFound, ProductError } from '@/lib/core/errors';

function isAllowed(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'user':
      return roleMay(actor.role, permission);
    case 'api_key':
      return scopesMay(actor.scopes, permission);
    case 'channel':
      return false;
    case 'system':
      return true;
  }
}

/** For views and forms that show less to those who may do less. */
export function may(ctx: Ctx, permission: Permission): boolean {
  return isAllowed(ctx.actor, permission);
}

/** @throws ProductError `forbidden` when the role or the scopes of the actor do not carry the permission. */
export function authorize(ctx: Ctx, permission: Permission): void {
  if (isAllowed(ctx.actor, permission)) return;
  const who = ctx.actor.kind === 'user' ? `the role ${ctx.actor.role}` : 'this API key';
  throw new ProductError('forbidden', `${permission} is not allowed to ${who}.`);
}

/** @throws ProductError `not_found` when a key limited to one project reaches for another. */
export function authorizeProject(ctx: Ctx, projectId: string): void {
  const limit = projectLimit(ctx);
  if (limit !== null && limit !== projectId) throw notFound('project');
}

/** For what stands above projects, such as members and keys. @throws ProductError `forbidden` */
export function refuseProjectKeys(ctx: Ctx): void {
  if (projectLimit(ctx) !== null) {
    throw new ProductError('forbidden', 'This API key is limited to one project.');
  }
}

/** Whoever hands out, takes away or changes a role must not stand below it. @throws ProductError `forbidden` */
export function authorizeRole(ctx: Ctx, ...touched: readonly Role[]): void {
  const { actor } = ctx;
  if (actor.kind === 'system') return;
  if (actor.kind === 'user' && touched.every((role) => roleOutranks(actor.role, role))) return;
  throw new ProductError('forbidden', 'You cannot give or change a role above your own.');
}
