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

type Trouble = { channel: Channel; reason: string; now: Date; isTestFailure?: boolean };

/** A test that came by itself, week by week. */
export function isScheduledTest({ transition, message }: ClaimedDelivery['delivery']): boolean {
  return transition === 'test' && message['is_scheduled'] === true;
}

/**
 * The other channels of the project say that this one is off, or that its weekly test failed. Written with the
 * switching off or the failing itself.
 */
export async function writeChannelDisabled(
  db: Db,
  { channel, reason, now, isTestFailure = false }: Trouble,
): Promise<void> {
  const message: ChannelDisabledMessage = {
    kind: 'channel_disabled',
    at: now.toISOString(),
    channel: { id: channel.id, project_id: channel.projectId, name: channel.name, type: channel.type },
    reason,
    ...(isTestFailure ? { is_test_failure: true } : {}),
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
  isTestFailure = false,
): Promise<void> {
  const to = await selectOwnerEmails(deps.db, channel.organizationId);
  if (to.length === 0) return;
  const mail = await renderNoticeEmail({
    title: isTestFailure
      ? `The weekly test of the channel “${channel.name}” failed`
      : `The channel “${channel.name}” was switched off`,
    paragraphs: isTestFailure
      ? [`${reason} Alerts most probably do not arrive there either.`, 'Mend the receiver, then send a test.']
      : [
          `${reason} Stillup therefore no longer sends alerts there.`,
          'Mend the receiver, then switch the channel on again and send a test.',
        ],
    action: { label: 'Open the channel', url: channelUrl(deps.appUrl, channel.id) },
  });
  const sent = await sendEmail(deps.deliver.mail, {
    ...mail,
    to,
    subject: subjectLine(`${isTestFailure ? 'Weekly test failed' : 'Channel switched off'}: ${channel.name}`),
    headers: { 'Auto-Submitted': 'auto-generated' },
    // Many messages may find the channel dead at once: its version changes when it is switched on again.
    idempotencyKey: isTestFailure
      ? `${delivery.id}/owners`
      : `${channel.id}/${channel.updatedAt.getTime()}/owners`,
    organizationId: channel.organizationId,
  });
  if (sent.kind !== 'sent') {
    deps.logger?.warn({ channel_id: channel.id, reason: sent.reason }, 'the owners could not be told');
  }
}
