import type { Db } from '@/db/client';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { createSealer } from '@/lib/core/sealing';
import type { CallHttp } from '@/lib/email/http';
import type { MailDeps } from '@/lib/email/send-email';
import type { NotifierDeps } from '@/lib/subscribers/notifier-deps';
import type { SubscriberDeps } from '@/lib/subscribers/subscriber-deps';

export const testSigner = createLinkSigner('a secret of tests, long enough for all of them');
export const testSealer = createSealer('a secret of tests, long enough for all of them');

const nobody: CallHttp = () => Promise.reject(new Error('nothing is to be called here'));

/** Into the local mailbox. */
export function testMail(db: Db): MailDeps {
  const settings = {
    from: 'Stillup <stillup@example.com>',
    resendApiKey: null,
    resendBaseUrl: 'http://127.0.0.1:9',
    smtpUrl: null,
  };
  return { db, settings, call: nobody, now: () => new Date() };
}

export function testSubscriberDeps(db: Db): SubscriberDeps {
  return {
    sealer: testSealer,
    policy: { privateTargets: 'deny', ownHosts: ['status.example.com'] },
    signer: testSigner,
    mail: testMail(db),
  };
}

export function testNotifierDeps(db: Db, call: CallHttp = nobody): NotifierDeps {
  return {
    db,
    mail: testMail(db),
    call,
    sealer: testSealer,
    signer: testSigner,
    now: () => new Date(),
    random: () => 0.5,
  };
}
