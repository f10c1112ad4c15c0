import { incidentMessageKinds } from '@/lib/notifiers/constants';
import type { RenderContext } from '@/lib/notifiers/notifier';
import type {
  DigestItem,
  DigestMessage,
  IncidentMessage,
  Message,
  MessageKind,
  ReportMessage,
} from '@/lib/notifiers/rules/message';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';

export const messageKinds: readonly MessageKind[] = [
  ...incidentMessageKinds,
  'channel_disabled',
  'digest',
  'report',
];

export const signingSecret = newSigningSecret();

export const sampleContext: RenderContext = {
  deliveryId: 'dlv_01h455vb4pex5vsknk084sn02q',
  attemptAt: new Date('2026-03-01T12:00:00Z'),
  appUrl: 'https://status.example.com',
  channel: { id: 'chn_01h455vb4pex5vsknk084sn02q', name: 'On call' },
  signingSecrets: [signingSecret],
  mailDomain: 'example.com',
  acknowledgeUrl: 'https://status.example.com/acknowledge/token',
  unsubscribeUrl: (address) => `https://status.example.com/unsubscribe/${encodeURIComponent(address)}`,
  suppressedAddresses: new Set(),
  receipt: null,
  baseUrls: {},
  templates: {},
  history: null,
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
  if (kind === 'digest') return sampleDigest(name);
  if (kind === 'report') return sampleReport(name);
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

function sampleDigest(name: string): DigestMessage {
  const item: DigestItem = {
    kind: 'opened',
    incident_id: 'inc_01h455vb4pex5vsknk084sn02q',
    name,
    title: `${name} is down: it answers with status 503`,
    opened_at: '2026-03-01T12:00:00.000Z',
    duration_seconds: 192,
  };
  return {
    kind: 'digest',
    at: '2026-03-01T12:03:12.000Z',
    project_id: 'prj_01h455vb4pex5vsknk084sn02q',
    open_count: 12,
    resolved_count: 1,
    items: [item, { ...item, kind: 'resolved', name: 'Login' }],
    more: 11,
  };
}

function sampleReport(name: string): ReportMessage {
  const monitor = {
    id: 'mon_01h455vb4pex5vsknk084sn02q',
    name,
    uptime: 0.9987,
    coverage: 1,
    incidents: 2,
    p95_ms: 321.4,
  };
  return {
    kind: 'report',
    at: '2026-03-02T08:00:00.000Z',
    cadence: 'weekly',
    project: { id: 'prj_01h455vb4pex5vsknk084sn02q', name: name === 'Checkout API' ? 'Shop' : name },
    from: '2026-02-23T00:00:00.000Z',
    to: '2026-03-02T00:00:00.000Z',
    time_zone: 'UTC',
    uptime: 0.9987,
    coverage: 0.995,
    downtime_seconds: 786,
    incidents: 2,
    open_incidents: 0,
    mttr_seconds: 393,
    longest_seconds: 600,
    monitors: [monitor],
    more: 0,
    slowest: [{ id: monitor.id, name, p95_ms: 321.4 }],
  };
}

/** Everything at the largest that can be stored, and more, in characters that take the most room. */
export function oversized(message: Message): Message {
  switch (message.kind) {
    case 'channel_disabled':
      return { ...message, reason: '\u0001'.repeat(5000) };
    case 'digest':
      return {
        ...message,
        items: Array.from({ length: 50 }, () => message.items)
          .flat()
          .slice(0, 50),
        more: 950,
      };
    case 'report':
      return {
        ...message,
        monitors: Array.from({ length: 20 }, () => message.monitors).flat(),
        more: 980,
      };
    default:
      return {
        ...message,
        incident: { ...message.incident, title: '\u0001'.repeat(300) },
        evidence: Array.from({ length: 8 }, (_, index) => ({
          region: `region-${index}`,
          cause: 'http_status',
          http_status: 500,
          error: '\u0001'.repeat(300),
          total_ms: 1,
          checked_at: message.at,
        })),
        excerpt: '\ud83e\udd84'.repeat(499),
      };
  }
}
