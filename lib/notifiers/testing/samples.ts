import { datadogSample } from '@/lib/notifiers/datadog/testdata/sample';
import { discordSample } from '@/lib/notifiers/discord/testdata/sample';
import { emailSample } from '@/lib/notifiers/email/testdata/sample';
import { githubSample } from '@/lib/notifiers/github/testdata/sample';
import { googleChatSample } from '@/lib/notifiers/google-chat/testdata/sample';
import { gotifySample } from '@/lib/notifiers/gotify/testdata/sample';
import { matrixSample } from '@/lib/notifiers/matrix/testdata/sample';
import { mattermostSample } from '@/lib/notifiers/mattermost/testdata/sample';
import { ntfySample } from '@/lib/notifiers/ntfy/testdata/sample';
import { opsgenieSample } from '@/lib/notifiers/opsgenie/testdata/sample';
import { pagerDutySample } from '@/lib/notifiers/pagerduty/testdata/sample';
import { pushoverSample } from '@/lib/notifiers/pushover/testdata/sample';
import { rocketChatSample } from '@/lib/notifiers/rocket-chat/testdata/sample';
import { signalSample } from '@/lib/notifiers/signal/testdata/sample';
import { slackSample } from '@/lib/notifiers/slack/testdata/sample';
import { smsSample } from '@/lib/notifiers/sms/testdata/sample';
import { teamsSample } from '@/lib/notifiers/teams/testdata/sample';
import { telegramSample } from '@/lib/notifiers/telegram/testdata/sample';
import type { Samples } from '@/lib/notifiers/testing/sample';
import { voiceSample } from '@/lib/notifiers/voice/testdata/sample';
import { webhookSample } from '@/lib/notifiers/webhook/testdata/sample';
import { whatsAppSample } from '@/lib/notifiers/whatsapp/testdata/sample';
import { zulipSample } from '@/lib/notifiers/zulip/testdata/sample';

/** One per kind of channel: the contract test runs over all of them. */
export const samples: Samples = {
  email: emailSample,
  webhook: webhookSample,
  pagerduty: pagerDutySample,
  opsgenie: opsgenieSample,
  slack: slackSample,
  sms: smsSample,
  discord: discordSample,
  voice: voiceSample,
  whatsapp: whatsAppSample,
  matrix: matrixSample,
  gotify: gotifySample,
  telegram: telegramSample,
  ntfy: ntfySample,
  google_chat: googleChatSample,
  teams: teamsSample,
  pushover: pushoverSample,
  mattermost: mattermostSample,
  rocket_chat: rocketChatSample,
  zulip: zulipSample,
  signal: signalSample,
  github: githubSample,
  datadog: datadogSample,
};
