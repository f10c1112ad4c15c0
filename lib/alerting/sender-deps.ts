import type { Db } from '@/db/client';
import { productSealer } from '@/lib/channels/channel-deps';
import { env } from '@/lib/core/env';
import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { Logger } from '@/lib/core/logger';
import type { Sealer } from '@/lib/core/sealing';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { mailDeps } from '@/lib/email/send-email';
import { productPolicy } from '@/lib/net/product-policy';
import type { DeliverDeps } from '@/lib/notifiers/deliver';

/** Where a test may stop a sender, to see that nothing is lost there. */
export type SendHooks = {
  afterClaim?: (deliveryIds: readonly string[]) => Promise<void> | void;
  afterSend?: (deliveryId: string) => Promise<void> | void;
  afterRecord?: (deliveryId: string) => Promise<void> | void;
};

export type SenderDeps = {
  db: Db;
  deliver: DeliverDeps;
  sealer: Sealer;
  appUrl: string;
  /** Where the operator has put vendors, by their names. */
  baseUrls: Readonly<Record<string, string>>;
  signer: LinkSigner;
  now: () => Date;
  /** From 0 to 1. */
  random: () => number;
  logger?: Logger | undefined;
  hooks?: SendHooks | undefined;
};

/** What sending needs in this process, by its environment. */
export function senderDeps(db: Db, logger?: Logger, hooks?: SendHooks): SenderDeps {
  const now = () => new Date();
  return {
    db,
    deliver: {
      call: createCall(productPolicy()),
      operatorCall: createCall(operatorPolicy),
      mail: mailDeps(db),
      now,
    },
    baseUrls: env().vendorBaseUrls,
    signer: linkSigner(),
    sealer: productSealer(),
    appUrl: env().appUrl,
    now,
    random: Math.random,
    logger,
    hooks,
  };
}
