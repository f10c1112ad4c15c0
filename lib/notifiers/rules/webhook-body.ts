import { cutText } from '@/lib/core/cut-text';
import { incidentUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type { IncidentMessage, Message } from '@/lib/notifiers/rules/message';

export const maxWebhookBytes = 20_000;

type Room = { items: number; regions: number; errorPoints: number; excerptPoints: number };

/** From all there is down to the bare facts: the first that fits is sent. */
const rooms: readonly Room[] = [
  { items: 50, regions: 8, errorPoints: 300, excerptPoints: 500 },
  { items: 20, regions: 3, errorPoints: 200, excerptPoints: 200 },
  { items: 5, regions: 1, errorPoints: 100, excerptPoints: 0 },
  { items: 0, regions: 0, errorPoints: 0, excerptPoints: 0 },
];

/** `{type, timestamp, data}` as Standard Webhooks has it; `timestamp` is the instant of the event, not of the attempt. */
export function webhookBody(message: Message, appUrl: string): string {
  let body = '';
  for (const room of rooms) {
    body = JSON.stringify(payload(message, appUrl, room));
    if (new TextEncoder().encode(body).length < maxWebhookBytes) return body;
  }
  return body;
}

function payload(message: Message, appUrl: string, room: Room) {
  if (message.kind === 'channel_disabled') {
    const { channel, reason, at } = message;
    return {
      type: message.is_test_failure === true ? 'channel.test_failed' : 'channel.disabled',
      timestamp: at,
      data: { channel: { ...channel, name: cutText(channel.name, 200) }, reason: cutText(reason, 500) },
    };
  }
  if (message.kind === 'digest') {
    const { open_count, resolved_count, items, more } = message;
    return {
      type: 'incident.digest',
      timestamp: message.at,
      data: {
        open_count,
        resolved_count,
        more: more + Math.max(0, items.length - room.items),
        items: items.slice(0, room.items).map((item) => ({
          ...item,
          name: cutText(item.name, 200),
          title: cutText(item.title, 300),
        })),
      },
    };
  }
  if (message.kind === 'report') {
    const { kind: _, at, monitors, more, ...report } = message;
    return {
      type: `report.${message.cadence}`,
      timestamp: at,
      data: {
        ...report,
        monitors: monitors.slice(0, room.items),
        more: more + Math.max(0, monitors.length - room.items),
      },
    };
  }
  return {
    type: message.kind === 'test' ? 'test' : `incident.${message.kind}`,
    timestamp: message.at,
    data: { incident: incidentPart(message, appUrl, room), monitor: monitorPart(message, appUrl) },
  };
}

function incidentPart(message: IncidentMessage, appUrl: string, room: Room) {
  const { incident, evidence, excerpt, heartbeat } = message;
  return {
    ...incident,
    title: cutText(incident.title, 300),
    url: incidentUrl(appUrl, incident.id),
    evidence: evidence.slice(0, room.regions).map((region) => ({
      ...region,
      error: region.error === null ? null : cutText(region.error, room.errorPoints),
    })),
    heartbeat: heartbeat ?? null,
    excerpt: excerpt === null || room.excerptPoints === 0 ? null : cutText(excerpt, room.excerptPoints),
  };
}

function monitorPart({ monitor }: IncidentMessage, appUrl: string) {
  if (monitor === null) return null;
  const { id, name, type, url } = monitor;
  return { id, name: cutText(name, 200), type, url, dashboard_url: monitorUrl(appUrl, id) };
}
