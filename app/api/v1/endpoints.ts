import * as alertTimes from '@/app/api/v1/alert-times/route';
import * as apiKeysById from '@/app/api/v1/api-keys/[id]/route';
import * as apiKeys from '@/app/api/v1/api-keys/route';
import * as auditLog from '@/app/api/v1/audit-log/route';
import * as backtests from '@/app/api/v1/backtests/route';
import * as channelsById from '@/app/api/v1/channels/[id]/route';
import * as channelsByIdSuppressionsLift from '@/app/api/v1/channels/[id]/suppressions/lift/route';
import * as channelsByIdSuppressions from '@/app/api/v1/channels/[id]/suppressions/route';
import * as channelsByIdTest from '@/app/api/v1/channels/[id]/test/route';
import * as channels from '@/app/api/v1/channels/route';
import * as dashboardSummary from '@/app/api/v1/dashboard/summary/route';
import * as deliveriesByIdResend from '@/app/api/v1/deliveries/[id]/resend/route';
import * as deliveriesById from '@/app/api/v1/deliveries/[id]/route';
import * as deliveries from '@/app/api/v1/deliveries/route';
import * as incidentsByIdAcknowledge from '@/app/api/v1/incidents/[id]/acknowledge/route';
import * as incidentsByIdNextAlert from '@/app/api/v1/incidents/[id]/next-alert/route';
import * as incidentsByIdPostMortem from '@/app/api/v1/incidents/[id]/post-mortem/route';
import * as incidentsByIdResolve from '@/app/api/v1/incidents/[id]/resolve/route';
import * as incidentsById from '@/app/api/v1/incidents/[id]/route';
import * as incidentsByIdUpdates from '@/app/api/v1/incidents/[id]/updates/route';
import * as incidents from '@/app/api/v1/incidents/route';
import * as invitationsById from '@/app/api/v1/invitations/[id]/route';
import * as invitations from '@/app/api/v1/invitations/route';
import * as maintenancesByIdCancel from '@/app/api/v1/maintenances/[id]/cancel/route';
import * as maintenancesByIdEnd from '@/app/api/v1/maintenances/[id]/end/route';
import * as maintenancesById from '@/app/api/v1/maintenances/[id]/route';
import * as maintenancesByIdWindows from '@/app/api/v1/maintenances/[id]/windows/route';
import * as maintenances from '@/app/api/v1/maintenances/route';
import * as me from '@/app/api/v1/me/route';
import * as membersById from '@/app/api/v1/members/[id]/route';
import * as members from '@/app/api/v1/members/route';
import * as monitorsByIdChecksEvidence from '@/app/api/v1/monitors/[id]/checks/evidence/route';
import * as monitorsByIdChecks from '@/app/api/v1/monitors/[id]/checks/route';
import * as monitorsByIdDowntime from '@/app/api/v1/monitors/[id]/downtime/route';
import * as monitorsByIdLastDowntime from '@/app/api/v1/monitors/[id]/last-downtime/route';
import * as monitorsByIdPause from '@/app/api/v1/monitors/[id]/pause/route';
import * as monitorsByIdPing from '@/app/api/v1/monitors/[id]/pings/[n]/route';
import * as monitorsByIdPings from '@/app/api/v1/monitors/[id]/pings/route';
import * as monitorsByIdResponseTimes from '@/app/api/v1/monitors/[id]/response-times/route';
import * as monitorsByIdResume from '@/app/api/v1/monitors/[id]/resume/route';
import * as monitorsById from '@/app/api/v1/monitors/[id]/route';
import * as monitorsByIdRun from '@/app/api/v1/monitors/[id]/run/route';
import * as monitorsByIdRunTimes from '@/app/api/v1/monitors/[id]/run-times/route';
import * as monitorsByIdRuns from '@/app/api/v1/monitors/[id]/runs/route';
import * as monitorsByIdSpans from '@/app/api/v1/monitors/[id]/spans/route';
import * as monitorsByIdUptime from '@/app/api/v1/monitors/[id]/uptime/route';
import * as monitorsBulk from '@/app/api/v1/monitors/bulk/route';
import * as monitorsByExternalIdByExternalId from '@/app/api/v1/monitors/by-external-id/[external_id]/route';
import * as monitors from '@/app/api/v1/monitors/route';
import * as onCall from '@/app/api/v1/on-call/route';
import * as onCallSchedulesByIdOverridesById from '@/app/api/v1/on-call-schedules/[id]/overrides/[override_id]/route';
import * as onCallSchedulesByIdOverrides from '@/app/api/v1/on-call-schedules/[id]/overrides/route';
import * as onCallSchedulesByIdRenewCalendar from '@/app/api/v1/on-call-schedules/[id]/renew-calendar/route';
import * as onCallSchedulesById from '@/app/api/v1/on-call-schedules/[id]/route';
import * as onCallSchedulesByIdShifts from '@/app/api/v1/on-call-schedules/[id]/shifts/route';
import * as onCallSchedules from '@/app/api/v1/on-call-schedules/route';
import * as policiesById from '@/app/api/v1/policies/[id]/route';
import * as policies from '@/app/api/v1/policies/route';
import * as projectsById from '@/app/api/v1/projects/[id]/route';
import * as projects from '@/app/api/v1/projects/route';
import * as regions from '@/app/api/v1/regions/route';
import * as reportsById from '@/app/api/v1/reports/[id]/route';
import * as reportsByIdSend from '@/app/api/v1/reports/[id]/send/route';
import * as reportsPreview from '@/app/api/v1/reports/preview/route';
import * as reports from '@/app/api/v1/reports/route';
import * as statusPagesByIdAccess from '@/app/api/v1/status-pages/[id]/access/route';
import * as statusPagesByIdAudience from '@/app/api/v1/status-pages/[id]/audience/route';
import * as statusPagesByIdComponentsById from '@/app/api/v1/status-pages/[id]/components/[component_id]/route';
import * as statusPagesByIdComponentsOrder from '@/app/api/v1/status-pages/[id]/components/order/route';
import * as statusPagesByIdComponents from '@/app/api/v1/status-pages/[id]/components/route';
import * as statusPagesByIdDomainsByIdCheck from '@/app/api/v1/status-pages/[id]/domains/[domain_id]/check/route';
import * as statusPagesByIdDomainsById from '@/app/api/v1/status-pages/[id]/domains/[domain_id]/route';
import * as statusPagesByIdDomains from '@/app/api/v1/status-pages/[id]/domains/route';
import * as statusPagesByIdFiles from '@/app/api/v1/status-pages/[id]/files/[kind]/route';
import * as statusPagesByIdIncidentsByIdDiscard from '@/app/api/v1/status-pages/[id]/incidents/[incident_id]/discard/route';
import * as statusPagesByIdIncidentsByIdPublish from '@/app/api/v1/status-pages/[id]/incidents/[incident_id]/publish/route';
import * as statusPagesByIdIncidentsById from '@/app/api/v1/status-pages/[id]/incidents/[incident_id]/route';
import * as statusPagesByIdIncidentsByIdUpdatesById from '@/app/api/v1/status-pages/[id]/incidents/[incident_id]/updates/[update_id]/route';
import * as statusPagesByIdIncidentsByIdUpdates from '@/app/api/v1/status-pages/[id]/incidents/[incident_id]/updates/route';
import * as statusPagesByIdIncidentsDraft from '@/app/api/v1/status-pages/[id]/incidents/draft/route';
import * as statusPagesByIdIncidents from '@/app/api/v1/status-pages/[id]/incidents/route';
import * as statusPagesByIdMaintenances from '@/app/api/v1/status-pages/[id]/maintenances/route';
import * as statusPagesById from '@/app/api/v1/status-pages/[id]/route';
import * as statusPagesByIdSubscribersByIdResend from '@/app/api/v1/status-pages/[id]/subscribers/[subscriber_id]/resend/route';
import * as statusPagesByIdSubscribersById from '@/app/api/v1/status-pages/[id]/subscribers/[subscriber_id]/route';
import * as statusPagesByIdSubscribers from '@/app/api/v1/status-pages/[id]/subscribers/route';
import * as statusPages from '@/app/api/v1/status-pages/route';
import type { Endpoint } from '@/lib/web/define-route';

/** Every route of the API, for its document and its authorisation test, which fails where one is missing. */
export const endpoints: readonly Endpoint[] = [
  alertTimes,
  apiKeys,
  apiKeysById,
  auditLog,
  backtests,
  channels,
  channelsById,
  channelsByIdSuppressions,
  channelsByIdSuppressionsLift,
  channelsByIdTest,
  dashboardSummary,
  deliveries,
  deliveriesById,
  deliveriesByIdResend,
  incidents,
  incidentsById,
  incidentsByIdAcknowledge,
  incidentsByIdNextAlert,
  incidentsByIdPostMortem,
  incidentsByIdResolve,
  incidentsByIdUpdates,
  invitations,
  invitationsById,
  maintenances,
  maintenancesById,
  maintenancesByIdCancel,
  maintenancesByIdEnd,
  maintenancesByIdWindows,
  me,
  members,
  membersById,
  monitors,
  monitorsById,
  monitorsByIdChecks,
  monitorsByIdChecksEvidence,
  monitorsByIdDowntime,
  monitorsByIdLastDowntime,
  monitorsByIdPause,
  monitorsByIdPings,
  monitorsByIdPing,
  monitorsByIdResponseTimes,
  monitorsByIdResume,
  monitorsByIdRun,
  monitorsByIdRuns,
  monitorsByIdRunTimes,
  monitorsByIdSpans,
  monitorsByIdUptime,
  monitorsBulk,
  monitorsByExternalIdByExternalId,
  onCall,
  onCallSchedules,
  onCallSchedulesById,
  onCallSchedulesByIdOverrides,
  onCallSchedulesByIdOverridesById,
  onCallSchedulesByIdRenewCalendar,
  onCallSchedulesByIdShifts,
  policies,
  policiesById,
  projects,
  projectsById,
  regions,
  reports,
  reportsById,
  reportsByIdSend,
  reportsPreview,
  statusPagesByIdDomains,
  statusPagesByIdDomainsById,
  statusPagesByIdDomainsByIdCheck,
  statusPages,
  statusPagesById,
  statusPagesByIdAccess,
  statusPagesByIdComponents,
  statusPagesByIdComponentsById,
  statusPagesByIdComponentsOrder,
  statusPagesByIdFiles,
  statusPagesByIdIncidents,
  statusPagesByIdIncidentsDraft,
  statusPagesByIdIncidentsById,
  statusPagesByIdIncidentsByIdDiscard,
  statusPagesByIdIncidentsByIdPublish,
  statusPagesByIdIncidentsByIdUpdates,
  statusPagesByIdIncidentsByIdUpdatesById,
  statusPagesByIdMaintenances,
  statusPagesByIdAudience,
  statusPagesByIdSubscribers,
  statusPagesByIdSubscribersById,
  statusPagesByIdSubscribersByIdResend,
].map(({ GET }) => GET.endpoint);
