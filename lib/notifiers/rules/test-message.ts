import type { IncidentMessage } from '@/lib/notifiers/rules/message';

const noIncident = 'inc_00000000000000000000000000';
const noMonitor = 'mon_00000000000000000000000000';

/** What a test sends: of the same form as an alert, about a monitor that nobody has. */
export function testMessage(at: Date, projectId: string): IncidentMessage {
  const openedAt = at.toISOString();
  return {
    kind: 'test',
    at: openedAt,
    incident: {
      id: noIncident,
      project_id: projectId,
      monitor_id: noMonitor,
      status: 'open',
      title: 'Example monitor is down: this is only a test',
      cause: 'http_status',
      opened_at: openedAt,
      acknowledged_at: null,
      acknowledged_by: null,
      resolved_at: null,
      resolved_by: null,
      duration_seconds: 0,
    },
    monitor: { id: noMonitor, name: 'Example monitor', type: 'http', url: 'https://example.com/' },
    evidence: [
      {
        region: 'local',
        cause: 'http_status',
        http_status: 503,
        error: 'This is a test: nothing is down.',
        total_ms: 42,
        checked_at: openedAt,
      },
    ],
    excerpt: null,
  };
}
