import type { Db } from '@/db/client';
import { productSealer } from '@/lib/channels/channel-deps';
import { linkSigner } from '@/lib/core/link-signer';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { Logger } from '@/lib/core/logger';
import type { Sealer } from '@/lib/core/sealing';
import { type CallHttp, createCall } from '@/lib/email/http';
import { type MailDeps, mailDeps } from '@/lib/email/send-email';
import { productPolicy } from '@/lib/net/product-policy';

export type NotifierDeps = {
  db: Db;
  mail: MailDeps;
  /** For what people of an organization have typed: guarded. */
  call: CallHttp;
  sealer: Sealer;
  signer: LinkSigner;
  now: () => Date;
  /** From 0 to 1. */
  random: () => number;
  logger?: Logger | undefined;
  /** Where a test may stop a sender, to see that nothing is lost there. */
  afterSend?: ((notificationId: string) => Promise<void> | void) | undefined;
};

/** What telling subscribers needs in this process, by its environment. */
export function notifierDeps(db: Db, logger?: Logger): NotifierDeps {
  return {
    db,
    mail: mailDeps(db),
    call: createCall(productPolicy()),
    sealer: productSealer(),
    signer: linkSigner(),
    now: () => new Date(),
    random: Math.random,
    logger,
  };
}
