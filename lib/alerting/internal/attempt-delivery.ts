import { acknowledgeUrl, unsubscribeUrl } from '@/lib/alerting/internal/links';
import { loadHistory } from '@/lib/alerting/internal/load-history';
import { countEarlierAttempts, findReceipt, findSuppressedAddresses } from '@/lib/alerting/queries/context';
import type { ClaimedDelivery } from '@/lib/alerting/queries/sending';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { openChannel } from '@/lib/channels/open-channel';
import { newId } from '@/lib/core/ids';
import { SealError } from '@/lib/core/sealing';
import { domainOf } from '@/lib/email/rules/mail-headers';
import { type Attempt, deliver } from '@/lib/notifiers/deliver';
import type { RenderContext } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import type { Message } from '@/lib/notifiers/rules/message';

/** One attempt over the wire. A fault of our own is a failed attempt as well: the alert stays and is tried again. */
export async function attemptDelivery(deps: SenderDeps, claimed: ClaimedDelivery): Promise<Attempt> {
  const { delivery, channel } = claimed;
  const attemptAt = deps.now();
  try {
    const { config, signingSecrets } = openChannel(channel, deps.sealer, attemptAt);
    return await deliver(deps.deliver, notifiers[channel.type], {
      // What the outbox holds is what writePendingDeliveries put there.
      message: delivery.message as Message,
      config,
      organizationId: delivery.organizationId,
      requestsDone: delivery.requestsDone,
      mailKey: channel.type === 'email' ? await mailKeyOf(deps, claimed) : delivery.id,
      context: { ...(await contextOf(deps, claimed)), attemptAt, signingSecrets },
    });
  } catch (error) {
    return ownFault(deps, claimed, error);
  }
}

/**
 * The same at each retry, so that no reader gets it twice; another one where a person has it sent again: under the old
 * one it would be taken for what was sent before, and go nowhere.
 */
async function mailKeyOf({ db }: SenderDeps, { delivery }: ClaimedDelivery): Promise<string> {
  // Set by the first failure, and by whoever has it sent again.
  const earlier = delivery.giveUpAt === null ? 0 : await countEarlierAttempts(db, delivery);
  return earlier === 0 ? delivery.id : `${delivery.id}/again-${earlier}`;
}

async function contextOf(
  deps: SenderDeps,
  { delivery, channel }: ClaimedDelivery,
): Promise<Omit<RenderContext, 'attemptAt' | 'signingSecrets'>> {
  const isMail = channel.type === 'email';
  return {
    deliveryId: delivery.id,
    appUrl: deps.appUrl,
    channel: { id: channel.id, name: channel.name },
    mailDomain: domainOf(deps.deliver.mail.settings.from),
    acknowledgeUrl: acknowledgeUrl(deps, delivery),
    unsubscribeUrl: (address) => unsubscribeUrl(deps, channel.id, address),
    suppressedAddresses: isMail ? await findSuppressedAddresses(deps.db, channel) : new Set(),
    receipt:
      isMail || notifiers[channel.type].receiptOf !== undefined ? await findReceipt(deps.db, delivery) : null,
    baseUrls: deps.baseUrls,
    templates: channel.templates,
    // A machine has its own memory, and gets hundreds of messages at once.
    history: channel.type === 'webhook' ? null : await historyOf(deps, delivery.message as Message),
  };
}

/** It is extra: where it cannot be read, the alert is told without it. */
async function historyOf({ db, logger }: SenderDeps, message: Message): Promise<RenderContext['history']> {
  try {
    return await loadHistory(db, message);
  } catch (error) {
    logger?.warn({ err: error }, 'the history of a monitor could not be read for a message');
    return null;
  }
}

function ownFault(deps: SenderDeps, { delivery }: ClaimedDelivery, error: unknown): Attempt {
  const faultId = newId('req');
  deps.logger?.error(
    { err: error, delivery_id: delivery.id, fault_id: faultId },
    'a delivery could not be made',
  );
  const reason =
    error instanceof SealError
      ? `The secrets of the channel could not be opened: ${error.message}.`
      : `Stillup could not make the message (fault ${faultId}).`;
  return {
    verdict: { kind: 'retry', reason, retryAfterMs: null },
    statusCode: null,
    answer: null,
    durationMs: 0,
    requestsDone: delivery.requestsDone,
    receipt: null,
    request: null,
    bounces: [],
  };
}
