import { getChannel } from '@/lib/channels/get-channel';
import { getMaintenance } from '@/lib/maintenance/get-maintenance';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { getOnCallSchedule } from '@/lib/on-call/get-on-call-schedule';
import { getPageIncident } from '@/lib/page-incidents/get-page-incident';
import { getPolicy } from '@/lib/policies/get-policy';
import { getReport } from '@/lib/reports/get-report';
import { getStatusPage } from '@/lib/status-pages/get-status-page';
import type { Version } from '@/lib/web/operation';

export const monitorVersion: Version = {
  read: getMonitor,
  volatile: ['status', 'status_since', 'failing_regions', 'incident_id', 'last_checked_at', 'next_check_at'],
};

export const channelVersion: Version = {
  read: getChannel,
  volatile: ['last_delivery_at', 'last_error'],
};

/** Its times of change move with overrides too, which an edit does not touch. */
export const onCallScheduleVersion: Version = {
  read: getOnCallSchedule,
  volatile: ['people', 'calendar_url', 'updated_at'],
};

export const maintenanceVersion: Version = {
  read: getMaintenance,
  volatile: ['status', 'current_window', 'next_window'],
};

/** What others do, to channels or rotas, is no edit of it. */
export const policyVersion: Version = {
  read: getPolicy,
  volatile: ['channels', 'users', 'schedules', 'reaches', 'monitor_count', 'summary'],
};

export const reportVersion: Version = { read: getReport, volatile: ['next_at', 'last_at'] };

/** Its components, files and domains are changed by calls of their own. */
export const statusPageVersion: Version = {
  read: getStatusPage,
  volatile: ['components', 'files', 'url'],
};

/** What was said and to how many stands in `updates`; each of them moves `updated_at` as well. */
export const pageIncidentVersion: Version = { read: getPageIncident, volatile: ['updates'] };
