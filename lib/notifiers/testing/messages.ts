import { incidentMessageKinds } from '@/lib/notifiers/constants';
import type { RenderContext } from '@/lib/notifiers/notifier';
import type { IncidentMessage, Message, MessageKind } from '@/lib/notifiers/rules/message';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';

export const messageKinds: readonly MessageKind[] = [...incidentMessageKinds, 'channel_disabled'];

export const signingSecret = newSigningSecret();

export const sampleContext: RenderContext = {
  deliveryId: 'dlv_01h455vb4pex5vsknk084sn02q',
  attemptAt: new Date('2026-03-01T12:00:00Z'),
  appUrl: 'https://status.example.com',
  channel: { id: 'chn_01h455vb4pex5vsknk084sn02q', name: 'On call' },
  signingSecrets: [signingSecret],
  mailDomain: 'example.com',
};

/** One message of the kind; `name` stands where a monitor's (or a switched off channel's) name does. */
export function sampleMessage(kind: MessageKind, name = 'Checkout API'): Message {
  if (kind === 'channel_disabled') {
    return {
      kind,
      at: '2026-03-01T12:00:00.000Z',
      channel: {
        id: 'chn_01h455vb4pex5vsknk084sn02q',
        project_id: 'prj_01h455vb4pex5vsknk084sn02q',
        name,
        type: 'webhook',
      },
      reason: 'The receiver answered 410 Gone.',
    };
  }
  return sampleIncidentMessage(kind, name);
}

export function sampleIncidentMessage(kind: IncidentMessage['kind'], name = 'Checkout API'): IncidentMessage {
  const isAcknowledged = kind === 'acknowledged';
  const isResolved = kind === 'resolved';
  return {
    kind,
    at: '2026-03-01T12:03:12.000Z',
    incident: {
      id: 'inc_01h455vb4pex5vsknk084sn02q',
      project_id: 'prj_01h455vb4pex5vsknk084sn02q',
      monitor_id: 'mon_01h455vb4pex5vsknk084sn02q',
      status: isResolved ? 'resolved' : isAcknowledged ? 'acknowledged' : 'open',
      title: `${name} is down: it answers with status 503`,
      cause: 'http_status',
      opened_at: '2026-03-01T12:00:00.000Z',
      acknowledged_at: isAcknowledged ? '2026-03-01T12:03:12.000Z' : null,
      acknowledged_by: isAcknowledged ? 'Ada' : null,
      resolved_at: isResolved ? '2026-03-01T12:03:12.000Z' : null,
      resolved_by: null,
      duration_seconds: 192,
    },
    monitor: {
      id: 'mon_01h455vb4pex5vsknk084sn02q',
      name,
      type: 'http',
      url: 'https://api.example.com/health?full=1&x=<y>',
    },
    evidence: [
      {
        region: 'fra',
        cause: 'http_status',
        http_status: 503,
        error: 'Expected a status of 2xx, got 503.',
        total_ms: 321.4,
        checked_at: '2026-03-01T11:59:59.000Z',
      },
    ],
    excerpt: '<html><body>Service Unavailable</body></html>',
  };
}
