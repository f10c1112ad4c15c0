import type { ClaimedDelivery } from '@/lib/alerting/queries/sending';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { openChannel } from '@/lib/channels/open-channel';
import { newId } from '@/lib/core/ids';
import { SealError } from '@/lib/core/sealing';
import { domainOf } from '@/lib/email/rules/mail-headers';
import { type Attempt, deliver } from '@/lib/notifiers/deliver';
import { notifiers } from '@/lib/notifiers/registry';
import type { Message } from '@/lib/notifiers/rules/message';

/** One attempt over the wire. A fault of our own is a failed attempt as well: the alert stays and is tried again. */
export async function attemptDelivery(
  deps: SenderDeps,
  { delivery, channel }: ClaimedDelivery,
): Promise<Attempt> {
  const attemptAt = deps.now();
  try {
    const { config, signingSecrets } = openChannel(channel, deps.sealer, attemptAt);
    return await deliver(deps.deliver, notifiers[channel.type], {
      // What the outbox holds is what writePendingDeliveries put there.
      message: delivery.message as Message,
      config,
      organizationId: delivery.organizationId,
      context: {
        deliveryId: delivery.id,
        attemptAt,
        appUrl: deps.appUrl,
        channel: { id: channel.id, name: channel.name },
        signingSecrets,
        mailDomain: domainOf(deps.deliver.mail.settings.from),
      },
    });
  } catch (error) {
    return ownFault(deps, delivery.id, error);
  }
}

function ownFault(deps: SenderDeps, deliveryId: string, error: unknown): Attempt {
  const faultId = newId('req');
  deps.logger?.error(
    { err: error, delivery_id: deliveryId, fault_id: faultId },
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
  };
}
