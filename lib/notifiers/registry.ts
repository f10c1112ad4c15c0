import type { ChannelType } from '@/lib/notifiers/constants';
import { datadogNotifier } from '@/lib/notifiers/datadog/notifier';
import { discordNotifier } from '@/lib/notifiers/discord/notifier';
import { emailNotifier } from '@/lib/notifiers/email/notifier';
import { githubNotifier } from '@/lib/notifiers/github/notifier';
import { googleChatNotifier } from '@/lib/notifiers/google-chat/notifier';
import { gotifyNotifier } from '@/lib/notifiers/gotify/notifier';
import { matrixNotifier } from '@/lib/notifiers/matrix/notifier';
import { mattermostNotifier } from '@/lib/notifiers/mattermost/notifier';
import type { Notifier } from '@/lib/notifiers/notifier';
import { ntfyNotifier } from '@/lib/notifiers/ntfy/notifier';
import { opsgenieNotifier } from '@/lib/notifiers/opsgenie/notifier';
import { pagerDutyNotifier } from '@/lib/notifiers/pagerduty/notifier';
import { pushoverNotifier } from '@/lib/notifiers/pushover/notifier';
import { rocketChatNotifier } from '@/lib/notifiers/rocket-chat/notifier';
import { signalNotifier } from '@/lib/notifiers/signal/notifier';
import { slackNotifier } from '@/lib/notifiers/slack/notifier';
import { smsNotifier } from '@/lib/notifiers/sms/notifier';
import { teamsNotifier } from '@/lib/notifiers/teams/notifier';
import { telegramNotifier } from '@/lib/notifiers/telegram/notifier';
import { voiceNotifier } from '@/lib/notifiers/voice/notifier';
import { webhookNotifier } from '@/lib/notifiers/webhook/notifier';
import { whatsAppNotifier } from '@/lib/notifiers/whatsapp/notifier';
import { zulipNotifier } from '@/lib/notifiers/zulip/notifier';

/** A kind of channel without its notifier does not compile. */
export const notifiers: { readonly [Type in ChannelType]: Notifier<Type> } = {
  email: emailNotifier,
  webhook: webhookNotifier,
  pagerduty: pagerDutyNotifier,
  opsgenie: opsgenieNotifier,
  slack: slackNotifier,
  sms: smsNotifier,
  discord: discordNotifier,
  voice: voiceNotifier,
  whatsapp: whatsAppNotifier,
  matrix: matrixNotifier,
  gotify: gotifyNotifier,
  telegram: telegramNotifier,
  ntfy: ntfyNotifier,
  google_chat: googleChatNotifier,
  teams: teamsNotifier,
  pushover: pushoverNotifier,
  mattermost: mattermostNotifier,
  rocket_chat: rocketChatNotifier,
  zulip: zulipNotifier,
  signal: signalNotifier,
  github: githubNotifier,
  datadog: datadogNotifier,
};
