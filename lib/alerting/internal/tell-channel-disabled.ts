import type { Db } from '@/db/client';
import { insertPendingDeliveries, lockEnabledChannels } from '@/lib/alerting/queries/outbox';
import { type ClaimedDelivery, selectOwnerEmails } from '@/lib/alerting/queries/sending';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { newId } from '@/lib/core/ids';
import { renderNoticeEmail } from '@/lib/email/render-mail';
import { subjectLine } from '@/lib/email/rules/mail-headers';
import { sendEmail } from '@/lib/email/send-email';
import { channelUrl } from '@/lib/notifiers/rules/links';
import type { ChannelDisabledMessage } from '@/lib/notifiers/rules/message';

type Channel = ClaimedDelivery['channel'];

/** The other channels of the project say that this one is off. Written with the switching off itself. */
export async function writeChannelDisabled(
  db: Db,
  { channel, reason, now }: { channel: Channel; reason: string; now: Date },
): Promise<void> {
  const message: ChannelDisabledMessage = {
    kind: 'channel_disabled',
    at: now.toISOString(),
    channel: { id: channel.id, project_id: channel.projectId, name: channel.name, type: channel.type },
    reason,
  };
  const others = await lockEnabledChannels(db, [channel.projectId]);
  await insertPendingDeliveries(
    db,
    others
      .filter(({ id }) => id !== channel.id)
      .map(({ id }) => ({
        id: newId('dlv', now.getTime()),
        organizationId: channel.organizationId,
        channelId: id,
        incidentId: null,
        transition: 'channel_disabled',
        step: 0,
        message,
        createdAt: now,
      })),
  );
}

/**
 * The owners are written to as well, for there may be no other channel. Before the switching off is recorded: a crash
 * in between repeats the attempt, and the same key keeps it to one mail. One that cannot be sent stops nothing.
 */
export async function mailOwners(
  deps: SenderDeps,
  { delivery, channel }: ClaimedDelivery,
  reason: string,
): Promise<void> {
  const to = await selectOwnerEmails(deps.db, channel.organizationId);
  if (to.length === 0) return;
  const mail = await renderNoticeEmail({
    title: `The channel “${channel.name}” was switched off`,
    paragraphs: [
      `${reason} Stillup therefore no longer sends alerts there.`,
      'Mend the receiver, then switch the channel on again and send a test.',
    ],
    action: { label: 'Open the channel', url: channelUrl(deps.appUrl, channel.id) },
  });
  const sent = await sendEmail(deps.deliver.mail, {
    ...mail,
    to,
    subject: subjectLine(`Channel switched off: ${channel.name}`),
    headers: { 'Auto-Submitted': 'auto-generated' },
    idempotencyKey: `${delivery.id}/owners`,
    organizationId: channel.organizationId,
  });
  if (sent.kind !== 'sent') {
    deps.logger?.warn({ channel_id: channel.id, reason: sent.reason }, 'the owners could not be told');
  }
}
