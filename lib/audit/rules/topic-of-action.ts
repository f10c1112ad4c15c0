import type { ChangeTopic } from '@/lib/audit/constants';

const topics: Record<string, ChangeTopic> = {
  monitor: 'monitors',
  incident: 'incidents',
  delivery: 'deliveries',
  channel: 'channels',
  policy: 'policies',
  project: 'projects',
  organization: 'members',
  member: 'members',
  invitation: 'members',
  api_key: 'api_keys',
  maintenance: 'maintenances',
  report: 'reports',
  status_page: 'status_pages',
  page_component: 'status_pages',
  page_domain: 'status_pages',
  page_incident: 'page_incidents',
  subscriber: 'subscribers',
  on_call_schedule: 'on_call',
  on_call_override: 'on_call',
  on_call_calendar: 'on_call',
};

/** `monitor.created` → `monitors`; null for what no list shows. */
export function topicOfAction(action: string): ChangeTopic | null {
  return topics[action.split('.')[0] ?? ''] ?? null;
}
