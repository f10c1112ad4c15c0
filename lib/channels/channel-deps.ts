import { env } from '@/lib/core/env';
import { createSealer, type Sealer } from '@/lib/core/sealing';
import type { GuardPolicy } from '@/lib/net/guard';
import { productPolicy } from '@/lib/net/product-policy';

export type ChannelDeps = { sealer: Sealer; policy: GuardPolicy };

let cached: Sealer | undefined;

/** The sealer of this process: `APP_SECRET`, and what it was before. */
export function productSealer(): Sealer {
  cached ??= createSealer(env().appSecret, env().previousAppSecrets);
  return cached;
}

export function channelDeps(): ChannelDeps {
  return { sealer: productSealer(), policy: productPolicy() };
}
