export const channelTypes = [
  'email',
  'webhook',
  'datadog',
  'discord',
  'github',
  'google_chat',
  'gotify',
  'matrix',
  'mattermost',
  'ntfy',
  'opsgenie',
  'pagerduty',
  'pushover',
  'rocket_chat',
  'signal',
  'slack',
  'sms',
  'teams',
  'telegram',
  'voice',
  'whatsapp',
  'zulip',
] as const;
export type ChannelType = (typeof channelTypes)[number];

/** What is told of an incident. */
export const incidentTransitions = [
  'opened',
  'acknowledged',
  'escalated',
  'reminder',
  'resolved',
  'flapping',
] as const;

/** What a message tells of an incident. `test` tells of a made-up one. */
export const incidentMessageKinds = [...incidentTransitions, 'test'] as const;
export type IncidentMessageKind = (typeof incidentMessageKinds)[number];

export const reportCadences = ['daily', 'weekly', 'monthly'] as const;
export type ReportCadence = (typeof reportCadences)[number];

/** Stands in the place of a secret wherever a channel is shown; sent back unchanged, the secret stays. */
export const mask = '********';
