import type { Message } from '@/lib/notifiers/rules/message';

export function incidentUrl(appUrl: string, incidentId: string): string {
  return `${appUrl}/incidents/${incidentId}`;
}

export function monitorUrl(appUrl: string, monitorId: string): string {
  return `${appUrl}/monitors/${monitorId}`;
}

export function channelUrl(appUrl: string, channelId: string): string {
  return `${appUrl}/channels/${channelId}`;
}

/** Where the reader goes first. A test has no incident to open, so it leads to its channel. */
export function mainUrl(message: Message, appUrl: string, channelId: string): string {
  switch (message.kind) {
    case 'channel_disabled':
      return channelUrl(appUrl, message.channel.id);
    case 'test':
      return channelUrl(appUrl, channelId);
    case 'digest':
      return `${appUrl}/incidents?project=${message.project_id}`;
    case 'report':
      return `${appUrl}/monitors?project=${message.project.id}`;
    default:
      return incidentUrl(appUrl, message.incident.id);
  }
}
