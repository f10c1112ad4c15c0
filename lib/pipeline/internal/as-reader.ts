import type { Ctx } from '@/lib/access/context';

/** Whoever may change a monitor is shown what it has become, also with a key that may only write. */
export function asReader(ctx: Ctx): Ctx {
  const { actor } = ctx;
  return actor.kind === 'api_key' ? { ...ctx, actor: { ...actor, scopes: [...actor.scopes, 'read'] } } : ctx;
}
