import type { IncidentMessage } from '@/lib/notifiers/rules/message';
import { testMessage } from '@/lib/notifiers/rules/test-message';

const lastedSeconds = 192;

/** What a preview tells of: an outage that began a little more than three minutes ago, of a monitor that nobody has. */
export function previewMessage(kind: 'opened' | 'resolved', now: Date, projectId: string): IncidentMessage {
  const openedAt = new Date(now.getTime() - lastedSeconds * 1000).toISOString();
  const base = testMessage(now, projectId);
  const isResolved = kind === 'resolved';
  return {
    ...base,
    kind,
    incident: {
      ...base.incident,
      status: isResolved ? 'resolved' : 'open',
      title: 'Checkout API is down: it answers with status 503',
      opened_at: openedAt,
      resolved_at: isResolved ? now.toISOString() : null,
      duration_seconds: isResolved ? lastedSeconds : 0,
    },
    monitor: {
      id: base.monitor?.id ?? '',
      name: 'Checkout API',
      type: 'http',
      url: 'https://api.example.com/health',
    },
    evidence: base.evidence.map((region) => ({
      ...region,
      error: 'Expected a status of 2xx, got 503.',
      total_ms: 321,
      checked_at: openedAt,
    })),
    excerpt: '{"status":"unavailable"}',
  };
}
