import type { ChannelType } from '@/lib/notifiers/constants';
import { datadogKind } from '@/lib/notifiers/datadog/kind';
import { discordKind } from '@/lib/notifiers/discord/kind';
import { emailKind } from '@/lib/notifiers/email/kind';
import { githubKind } from '@/lib/notifiers/github/kind';
import { googleChatKind } from '@/lib/notifiers/google-chat/kind';
import { gotifyKind } from '@/lib/notifiers/gotify/kind';
import { matrixKind } from '@/lib/notifiers/matrix/kind';
import { mattermostKind } from '@/lib/notifiers/mattermost/kind';
import { ntfyKind } from '@/lib/notifiers/ntfy/kind';
import { opsgenieKind } from '@/lib/notifiers/opsgenie/kind';
import { pagerDutyKind } from '@/lib/notifiers/pagerduty/kind';
import { pushoverKind } from '@/lib/notifiers/pushover/kind';
import { rocketChatKind } from '@/lib/notifiers/rocket-chat/kind';
import type { ChannelKind } from '@/lib/notifiers/rules/kind';
import { signalKind } from '@/lib/notifiers/signal/kind';
import { slackKind } from '@/lib/notifiers/slack/kind';
import { smsKind } from '@/lib/notifiers/sms/kind';
import { teamsKind } from '@/lib/notifiers/teams/kind';
import { telegramKind } from '@/lib/notifiers/telegram/kind';
import { voiceKind } from '@/lib/notifiers/voice/kind';
import { webhookKind } from '@/lib/notifiers/webhook/kind';
import { whatsAppKind } from '@/lib/notifiers/whatsapp/kind';
import { zulipKind } from '@/lib/notifiers/zulip/kind';

/** One per kind of channel; the forms, the API and the notifiers share them. */
export const channelKinds: Readonly<Record<ChannelType, ChannelKind>> = {
  email: emailKind,
  webhook: webhookKind,
  pagerduty: pagerDutyKind,
  opsgenie: opsgenieKind,
  slack: slackKind,
  sms: smsKind,
  discord: discordKind,
  voice: voiceKind,
  whatsapp: whatsAppKind,
  matrix: matrixKind,
  gotify: gotifyKind,
  telegram: telegramKind,
  ntfy: ntfyKind,
  google_chat: googleChatKind,
  teams: teamsKind,
  pushover: pushoverKind,
  mattermost: mattermostKind,
  rocket_chat: rocketChatKind,
  zulip: zulipKind,
  signal: signalKind,
  github: githubKind,
  datadog: datadogKind,
};
