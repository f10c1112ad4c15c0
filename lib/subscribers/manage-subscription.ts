import type { Db } from '@/db/client';
import { notFound } from '@/lib/core/errors';
import type { LinkSigner } from '@/lib/core/link-tokens';
import { parseInput } from '@/lib/core/parse';
import { confirmDays, type SubscriberState } from '@/lib/subscribers/constants';
import { tellBrowsers } from '@/lib/subscribers/internal/ask-mailbox';
import { keepOwnComponents } from '@/lib/subscribers/internal/own-components';
import { readSubscription } from '@/lib/subscribers/internal/subscription-token';
import {
  findLinked,
  holdLinked,
  type StoredSubscriber,
  updateSubscriber,
} from '@/lib/subscribers/queries/subscribers';
import { updateSubscriptionInput } from '@/lib/subscribers/schema';
import { stateOf } from '@/lib/subscribers/view';

/** Whoever holds the link of a mail may confirm, choose and end what it is of: no session, no role. */
export type LinkDeps = { db: Db; signer: LinkSigner; now: Date };

type Linked = NonNullable<Awaited<ReturnType<typeof findLinked>>>;
export type Subscription = Pick<Linked, 'page'> & {
  address: string;
  locale: StoredSubscriber['locale'];
  componentIds: readonly string[] | null;
  state: SubscriberState;
};

const confirmMs = confirmDays * 86_400_000;

/** Changes nothing. @throws ProductError `not_found` for a link that is not ours, has run out or was replaced */
export async function getSubscription(deps: LinkDeps, token: string): Promise<Subscription> {
  const { subscriberId, confirmVersion } = read(deps, token);
  const found = await findLinked(deps.db, subscriberId);
  if (found === null || !isAlive(found.subscriber, confirmVersion, deps.now)) throw dead();
  const { subscriber, page } = found;
  const { address, locale, componentIds, confirmedAt } = subscriber;
  // Whoever had gone, or was given up, and has asked anew: this link confirms that.
  const state = confirmedAt === null ? 'unconfirmed' : stateOf(subscriber);
  return { page, address, locale, componentIds, state };
}

/** The second time changes nothing. @throws ProductError `not_found` */
export async function confirmSubscription(deps: LinkDeps, token: string): Promise<void> {
  const { subscriberId, confirmVersion } = read(deps, token);
  await deps.db.transaction(async (tx) => {
    const subscriber = await holdLinked(tx, subscriberId);
    if (subscriber === null || !isAlive(subscriber, confirmVersion, deps.now)) throw dead();
    // What was ended or came back is asked for anew, by the mail of a version of its own.
    if (subscriber.confirmedAt !== null) return;
    if (subscriber.confirmVersion !== confirmVersion) throw dead();
    const confirmed = await updateSubscriber(tx, subscriber.id, {
      confirmedAt: deps.now,
      unsubscribedAt: null,
      disabledReason: null,
      failureCount: 0,
      updatedAt: deps.now,
    });
    await tellBrowsers(tx, confirmed);
  });
}

/** Which components, and in which language. @throws ProductError `not_found`, `invalid` */
export async function updateSubscription(deps: LinkDeps, token: string, raw: unknown): Promise<void> {
  const { subscriberId, confirmVersion } = read(deps, token);
  const input = parseInput(updateSubscriptionInput, raw);
  await deps.db.transaction(async (tx) => {
    const subscriber = await holdLinked(tx, subscriberId);
    if (subscriber === null || !isAlive(subscriber, confirmVersion, deps.now)) throw dead();
    if (stateOf(subscriber) !== 'active') throw dead();
    const updated = await updateSubscriber(tx, subscriber.id, {
      locale: input.locale,
      componentIds: await keepOwnComponents(tx, subscriber.pageId, input.component_ids),
      updatedAt: deps.now,
    });
    await tellBrowsers(tx, updated);
  });
}

/** At once, by the link of any mail there ever was; the second time, and where it is gone by now, nothing changes. @throws ProductError `not_found` */
export async function endSubscription(deps: LinkDeps, token: string): Promise<void> {
  const { subscriberId } = read(deps, token);
  await deps.db.transaction(async (tx) => {
    const subscriber = await holdLinked(tx, subscriberId);
    if (subscriber === null || subscriber.unsubscribedAt !== null) return;
    const ended = await updateSubscriber(tx, subscriber.id, {
      unsubscribedAt: deps.now,
      updatedAt: deps.now,
    });
    await tellBrowsers(tx, ended);
  });
}

/** A link of before works as long as the subscription goes on that it belonged to; only the newest one confirms. */
function isAlive(subscriber: StoredSubscriber, confirmVersion: number, now: Date): boolean {
  if (subscriber.confirmedAt !== null) return true;
  const isNewest = subscriber.confirmVersion === confirmVersion;
  return isNewest && now.getTime() - subscriber.updatedAt.getTime() <= confirmMs;
}

function read({ signer }: LinkDeps, token: string) {
  const found = readSubscription(signer, token);
  if (found === null) throw dead();
  return found;
}

function dead() {
  return notFound('subscription');
}
