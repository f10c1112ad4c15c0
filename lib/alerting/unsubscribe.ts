import type { Db } from '@/db/client';
import type { Ctx } from '@/lib/access/context';
import { unsubscribePurpose } from '@/lib/alerting/internal/links';
import {
  deleteUnsubscription,
  findChannelOfLink,
  insertSuppressions,
  selectSuppressions,
} from '@/lib/alerting/queries/suppressions';
import { writeAudit } from '@/lib/audit/write-audit';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { addressPattern } from '@/lib/email/rules/mail-headers';

/** Whoever holds the link of a mail may stop and restart its channel's mail to its address: no session, no role. */
export type LinkDeps = { db: Db; signer: LinkSigner; now: Date; requestId: string };

export type Subscription = {
  address: string;
  channel: string;
  project: string;
  /** `refused`: not stopped by the link, but because the address bounced or complained. */
  state: 'subscribed' | 'unsubscribed' | 'refused';
};

/** Changes nothing. @throws ProductError `not_found` for a link that is not ours, or whose channel is gone */
export async function getSubscription(deps: LinkDeps, token: string): Promise<Subscription> {
  const { channel, address } = await open(deps, token);
  const found = await selectSuppressions(deps.db, channel, [address]);
  const state = found.some(({ reason }) => reason !== 'unsubscribed')
    ? 'refused'
    : found.length > 0
      ? 'unsubscribed'
      : 'subscribed';
  return { address, channel: channel.name, project: channel.project, state };
}

/** Twice is once. @throws ProductError `not_found` */
export async function unsubscribe(deps: LinkDeps, token: string): Promise<void> {
  const { channel, address } = await open(deps, token);
  const { organizationId, id: channelId } = channel;
  await deps.db.transaction(async (db) => {
    const made = await insertSuppressions(db, [
      { organizationId, channelId, address, reason: 'unsubscribed', createdAt: deps.now },
    ]);
    if (made.length > 0) await audit(deps, db, channel, 'channel.unsubscribed', address);
  });
}

/** Takes the unsubscription back. @throws ProductError `not_found` */
export async function resubscribe(deps: LinkDeps, token: string): Promise<void> {
  const { channel, address } = await open(deps, token);
  await deps.db.transaction(async (db) => {
    if (await deleteUnsubscription(db, channel, address)) {
      await audit(deps, db, channel, 'channel.resubscribed', address);
    }
  });
}

type Channel = NonNullable<Awaited<ReturnType<typeof findChannelOfLink>>>;

async function open(deps: LinkDeps, token: string): Promise<{ channel: Channel; address: string }> {
  const [channelId = '', address = ''] = (deps.signer.read(unsubscribePurpose, token) ?? '').split(' ');
  if (!isId('chn', channelId) || !addressPattern.test(address)) throw notFound('link');
  const channel = await findChannelOfLink(deps.db, channelId);
  if (channel === null) throw notFound('link');
  return { channel, address };
}

/** By a link that anybody may hold, so it names the address and no person. */
function audit(deps: LinkDeps, db: Db, channel: Channel, action: string, address: string): Promise<void> {
  const { organizationId } = channel;
  const ctx: Ctx = {
    organizationId,
    db,
    now: deps.now,
    requestId: deps.requestId,
    actor: { kind: 'system', name: 'Unsubscribe link' },
  };
  return writeAudit(ctx, db, { action, targetId: channel.id, detail: { address } });
}
