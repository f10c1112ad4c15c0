import { env } from '@/lib/core/env';
import type { GuardPolicy } from '@/lib/net/guard';
import { createResolver, type Resolve } from '@/lib/net/resolve';

let cached: GuardPolicy | undefined;

/** The guard's policy of this installation: `PRIVATE_TARGETS`, and the host of `APP_URL` as our own. */
export function productPolicy(): GuardPolicy {
  cached ??= { privateTargets: env().privateTargets, ownHosts: [new URL(env().appUrl).hostname] };
  return cached;
}

let resolver: Resolve | undefined;

/** One for the process, as its servers are read once. */
export function productResolver(): Resolve {
  resolver ??= createResolver();
  return resolver;
}
