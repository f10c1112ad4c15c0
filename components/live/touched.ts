import type { ChangeTopic } from '@/lib/audit/constants';

/** What the server says has changed; no ids means any of them. `null` stands for “everything may have”. */
export type Change = { topic: ChangeTopic; ids: readonly string[] } | null;

/** Which addresses of the live API show what a topic is about; a part that ends in `/` is one thing by its id. */
const shownAt: Record<ChangeTopic, readonly string[]> = {
  monitors: ['/monitors', '/dashboard'],
  checks: ['/monitors/'],
  pings: ['/monitors/'],
  incidents: ['/incidents', '/dashboard', '/monitors/'],
  deliveries: ['/deliveries', '/alert-times', '/incidents/', '/channels', '/dashboard'],
  channels: ['/channels'],
  projects: ['/projects'],
  members: ['/members', '/invitations'],
  api_keys: ['/api-keys'],
  mailbox: ['/mailbox'],
  policies: ['/policies', '/monitors'],
  on_call: ['/on-call'],
  maintenances: ['/maintenances', '/monitors'],
  reports: ['/reports'],
  status_pages: ['/status-pages', '/dashboard/page-drafts', '/dashboard/outage-pages'],
  page_incidents: ['/status-pages', '/dashboard/page-drafts', '/dashboard/outage-pages'],
  subscribers: ['/status-pages'],
};

/** Whether an answer of the live API may be old after a change. */
export function isTouched(path: string, change: Change): boolean {
  if (change === null) return true;
  if (!shownAt[change.topic].some((prefix) => path.startsWith(prefix))) return false;
  if (change.topic !== 'checks' && change.topic !== 'pings') return true;
  // A span changes with the state, which is told under `monitors`.
  if (path.includes('/spans')) return false;
  if (change.ids.length === 0) return true;
  return change.ids.some((id) => path.startsWith(`/monitors/${id}`));
}
