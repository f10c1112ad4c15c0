import { env } from '@/lib/core/env';
import type { GuardPolicy } from '@/lib/net/guard';

let cached: GuardPolicy | undefined;

/** The guard's policy of this installation: `PRIVATE_TARGETS`, and the host of `APP_URL` as our own. */
export function productPolicy(): GuardPolicy {
  cached ??= { privateTargets: env().privateTargets, ownHosts: [new URL(env().appUrl).hostname] };
  return cached;
}
