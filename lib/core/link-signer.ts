import { env } from '@/lib/core/env';
import { createLinkSigner, type LinkSigner } from '@/lib/core/link-tokens';

let cached: LinkSigner | undefined;

/** The signer of this process: `APP_SECRET`, and what it was before. */
export function linkSigner(): LinkSigner {
  cached ??= createLinkSigner(env().appSecret, env().previousAppSecrets);
  return cached;
}
