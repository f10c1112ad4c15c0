import type { Db } from '@/db/client';
import { productSealer } from '@/lib/channels/channel-deps';
import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { Sealer } from '@/lib/core/sealing';
import { type MailDeps, mailDeps } from '@/lib/email/send-email';
import type { GuardPolicy } from '@/lib/net/guard';
import { productPolicy } from '@/lib/net/product-policy';

export type SubscriberDeps = { sealer: Sealer; policy: GuardPolicy; signer: LinkSigner; mail: MailDeps };

/** What subscribing needs of this process, by its environment. */
export function subscriberDeps(db: Db): SubscriberDeps {
  return { sealer: productSealer(), policy: productPolicy(), signer: linkSigner(), mail: mailDeps(db) };
}
