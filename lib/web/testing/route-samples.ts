import type { World } from '@/lib/web/testing/world';

export type Sample = {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  /** A viewer may do it; without it, reading is allowed and writing is not. */
  viewer?: boolean;
};

const later = new Date(Date.now() + 86_400_000).toISOString();
const evenLater = new Date(Date.now() + 90_000_000).toISOString();
const spec = { url: 'http://127.0.0.1:9/' };

const onCallLayers = (userId: string) => [
  {
    id: 'first',
    name: 'First',
    user_ids: [userId],
    rotation: { every: 1, unit: 'week' },
    starts_at: '2026-01-05T08:00:00Z',
    restrictions: [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }],
  },
];

/** One valid call of every operation of the API, by its operationId. A missing one fails the authorisation test. */
export const routeSamples: Record<string, (world: World) => Sample> = {
  getMe: () => ({}),
  listProjects: () => ({}),
  createProject: () => ({ body: { name: 'Shop' } }),
  getProject: ({ ids }) => ({ path: { id: ids.project } }),
  updateProject: ({ ids }) => ({ path: { id: ids.project }, body: { name: 'Renamed' } }),
  deleteProject: ({ ids }) => ({ path: { id: ids.project } }),
  listMonitors: () => ({}),
  createMonitor: ({ ids }) => ({ body: { project_id: ids.project, type: 'http', spec } }),
  getMonitor: ({ ids }) => ({ path: { id: ids.monitor } }),
  updateMonitor: ({ ids }) => ({ path: { id: ids.monitor }, body: { name: 'Renamed' } }),
  deleteMonitor: ({ ids }) => ({ path: { id: ids.monitor } }),
  putMonitorByExternalId: ({ ids }) => ({
    path: { external_id: 'shop' },
    body: { project_id: ids.project, type: 'http', spec },
  }),
  runMonitor: ({ ids }) => ({ path: { id: ids.monitor } }),
  pauseMonitor: ({ ids }) => ({ path: { id: ids.monitor } }),
  resumeMonitor: ({ ids }) => ({ path: { id: ids.monitor } }),
  bulkMonitors: ({ ids }) => ({ body: { ids: [ids.monitor], action: 'pause' } }),
  listChecks: ({ ids }) => ({ path: { monitor_id: ids.monitor } }),
  getCheckEvidence: ({ ids, check }) => ({ path: { monitor_id: ids.monitor }, query: check }),
  listPings: ({ ids }) => ({ path: { monitor_id: ids.heartbeat } }),
  getPing: ({ ids }) => ({ path: { monitor_id: ids.heartbeat, n: '1' } }),
  listRuns: ({ ids }) => ({ path: { monitor_id: ids.heartbeat } }),
  getRunTimes: ({ ids }) => ({ path: { monitor_id: ids.heartbeat } }),
  getResponseTimes: ({ ids }) => ({ path: { monitor_id: ids.monitor } }),
  getUptime: ({ ids }) => ({ path: { monitor_id: ids.monitor } }),
  listDowntime: ({ ids }) => ({ path: { monitor_id: ids.monitor } }),
  getLastDowntime: ({ ids }) => ({ path: { monitor_id: ids.monitor } }),
  listSpans: ({ ids }) => ({ path: { monitor_id: ids.monitor } }),
  listIncidents: () => ({}),
  createIncident: ({ ids }) => ({ body: { project_id: ids.project, title: 'Down' } }),
  getIncident: ({ ids }) => ({ path: { id: ids.incident } }),
  acknowledgeIncident: ({ ids }) => ({ path: { id: ids.incident } }),
  resolveIncident: ({ ids }) => ({ path: { id: ids.incident } }),
  getNextAlert: ({ ids }) => ({ path: { id: ids.incident } }),
  addIncidentUpdate: ({ ids }) => ({ path: { id: ids.incident }, body: { body: 'Looking.' } }),
  putPostMortem: ({ ids }) => ({ path: { id: ids.incident }, body: { body: 'It was DNS.' } }),
  listChannels: () => ({}),
  createChannel: ({ ids }) => ({
    body: { project_id: ids.project, type: 'email', config: { to: ['a@example.com'] } },
  }),
  getChannel: ({ ids }) => ({ path: { id: ids.channel } }),
  updateChannel: ({ ids }) => ({ path: { id: ids.channel }, body: { name: 'Renamed' } }),
  deleteChannel: ({ ids }) => ({ path: { id: ids.channel } }),
  listSuppressions: ({ ids }) => ({ path: { id: ids.channel } }),
  liftSuppression: ({ ids }) => ({ path: { id: ids.channel }, body: { address: 'a@example.com' } }),
  testChannel: ({ ids }) => ({ path: { id: ids.channel } }),
  runBacktest: ({ ids }) => ({ body: { monitor_ids: [ids.monitor], failure_threshold: 3 } }),
  getAlertTimes: () => ({}),
  listDeliveries: () => ({}),
  getDelivery: ({ ids }) => ({ path: { id: ids.delivery } }),
  resendDelivery: ({ ids }) => ({ path: { id: ids.delivery } }),
  getOnCallNow: () => ({}),
  listOnCallSchedules: () => ({}),
  createOnCallSchedule: ({ tenant }) => ({
    body: { name: 'Nights', time_zone: 'Europe/Berlin', layers: onCallLayers(tenant.userId) },
  }),
  getOnCallSchedule: ({ ids }) => ({ path: { id: ids.onCallSchedule } }),
  updateOnCallSchedule: ({ ids }) => ({ path: { id: ids.onCallSchedule }, body: { name: 'Renamed' } }),
  deleteOnCallSchedule: ({ ids }) => ({ path: { id: ids.onCallSchedule } }),
  renewOnCallCalendar: ({ ids }) => ({ path: { id: ids.onCallSchedule } }),
  listOnCallShifts: ({ ids }) => ({
    path: { schedule_id: ids.onCallSchedule },
    query: { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
  }),
  listOnCallOverrides: ({ ids }) => ({ path: { schedule_id: ids.onCallSchedule } }),
  createOnCallOverride: ({ ids, tenant }) => ({
    path: { schedule_id: ids.onCallSchedule },
    body: { user_id: tenant.userId, ends_at: later },
  }),
  getOnCallOverride: ({ ids }) => ({ path: { schedule_id: ids.onCallSchedule, id: ids.onCallOverride } }),
  deleteOnCallOverride: ({ ids }) => ({ path: { schedule_id: ids.onCallSchedule, id: ids.onCallOverride } }),
  listMaintenances: () => ({}),
  createMaintenance: ({ ids }) => ({
    body: {
      project_id: ids.project,
      title: 'Move',
      covers_project: true,
      when: { kind: 'once', starts_at: later, ends_at: evenLater },
    },
  }),
  getMaintenance: ({ ids }) => ({ path: { id: ids.maintenance } }),
  updateMaintenance: ({ ids }) => ({ path: { id: ids.maintenance }, body: { title: 'Renamed' } }),
  deleteMaintenance: ({ ids }) => ({ path: { id: ids.maintenance } }),
  cancelMaintenance: ({ ids }) => ({ path: { id: ids.maintenance } }),
  endMaintenance: ({ ids }) => ({ path: { id: ids.runningMaintenance } }),
  listMaintenanceWindows: ({ ids }) => ({ path: { maintenance_id: ids.maintenance } }),
  listPolicies: () => ({}),
  createPolicy: ({ ids }) => ({
    body: {
      project_id: ids.project,
      name: 'Nights',
      steps: [{ after_minutes: 0, channel_ids: [ids.channel] }],
    },
  }),
  getPolicy: ({ ids }) => ({ path: { id: ids.policy } }),
  updatePolicy: ({ ids }) => ({ path: { id: ids.policy }, body: { name: 'Renamed' } }),
  deletePolicy: ({ ids }) => ({ path: { id: ids.policy } }),
  listReports: () => ({}),
  createReport: ({ ids }) => ({
    body: { project_id: ids.project, cadence: 'daily', channel_ids: [ids.mailChannel] },
  }),
  getReport: ({ ids }) => ({ path: { id: ids.report } }),
  updateReport: ({ ids }) => ({ path: { id: ids.report }, body: { hour: 9 } }),
  deleteReport: ({ ids }) => ({ path: { id: ids.report } }),
  previewReport: ({ ids }) => ({ query: { project_id: ids.project, cadence: 'daily' } }),
  sendReportNow: ({ ids }) => ({ path: { id: ids.report } }),
  listSubscribers: ({ ids }) => ({ path: { page_id: ids.statusPage }, viewer: false }),
  createSubscriber: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    body: { kind: 'email', email: 'grace@example.com' },
  }),
  deleteSubscriber: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.subscriber } }),
  resendConfirmation: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.subscriber } }),
  countAudience: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    query: { component_ids: ids.pageComponent },
    viewer: false,
  }),
  listPageDomains: ({ ids }) => ({ path: { page_id: ids.statusPage } }),
  createPageDomain: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    body: { hostname: 'second.example.com' },
  }),
  checkPageDomain: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageDomain } }),
  deletePageDomain: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageDomain } }),
  listStatusPages: () => ({}),
  createStatusPage: ({ ids }) => ({
    body: { project_id: ids.project, name: 'Status', monitor_ids: [ids.monitor] },
  }),
  getStatusPage: ({ ids }) => ({ path: { id: ids.statusPage } }),
  updateStatusPage: ({ ids }) => ({ path: { id: ids.statusPage }, body: { name: 'Renamed' } }),
  deleteStatusPage: ({ ids }) => ({ path: { id: ids.statusPage } }),
  putPageAccess: ({ ids }) => ({
    path: { id: ids.statusPage },
    body: { access: 'ip', allowed_ranges: ['203.0.113.0/24'] },
  }),
  createPageComponent: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    body: { kind: 'monitor', monitor_id: ids.heartbeat },
  }),
  updatePageComponent: ({ ids }) => ({
    path: { page_id: ids.statusPage, id: ids.pageComponent },
    body: { name: 'Renamed' },
  }),
  deletePageComponent: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageComponent } }),
  orderPageComponents: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    body: { order: [{ id: ids.pageComponent }] },
  }),
  putPageFile: ({ ids }) => ({
    path: { page_id: ids.statusPage, kind: 'favicon' },
    body: { content: btoa('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>') },
  }),
  listPageIncidents: ({ ids }) => ({ path: { page_id: ids.statusPage } }),
  createPageIncident: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    body: {
      title: 'Problems with the shop',
      body: 'We look into it.',
      components: [{ component_id: ids.pageComponent, status: 'major_outage' }],
      incident_ids: [ids.incident],
    },
  }),
  draftPageIncident: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    query: { incident_id: ids.incident },
  }),
  getPageIncident: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageIncident } }),
  updatePageIncident: ({ ids }) => ({
    path: { page_id: ids.statusPage, id: ids.pageIncident },
    body: { title: 'Renamed' },
  }),
  deletePageIncident: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageIncident } }),
  addPageIncidentUpdate: ({ ids }) => ({
    path: { page_id: ids.statusPage, id: ids.pageIncident },
    body: { status: 'identified', body: 'Found.' },
  }),
  editPageIncidentUpdate: ({ ids }) => ({
    path: { page_id: ids.statusPage, incident_id: ids.pageIncident, id: ids.pageIncidentUpdate },
    body: { body: 'Corrected.' },
  }),
  publishPageIncident: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageDraft }, body: {} }),
  discardPageIncident: ({ ids }) => ({ path: { page_id: ids.statusPage, id: ids.pageDraft } }),
  createPageMaintenance: ({ ids }) => ({
    path: { page_id: ids.statusPage },
    body: { title: 'Move', body: 'We move.', scheduled_for: later, scheduled_until: evenLater },
  }),
  deletePageFile: ({ ids }) => ({ path: { page_id: ids.statusPage, kind: 'logo_light' } }),
  listApiKeys: () => ({ viewer: false }),
  createApiKey: ({ ids }) => ({ body: { name: 'new', project_id: ids.project, expires_at: later } }),
  getApiKey: ({ ids }) => ({ path: { id: ids.apiKey }, viewer: false }),
  revokeApiKey: ({ ids }) => ({ path: { id: ids.apiKey } }),
  listMembers: () => ({}),
  updateMember: ({ ids }) => ({ path: { id: ids.member }, body: { role: 'viewer' } }),
  removeMember: ({ ids }) => ({ path: { id: ids.member } }),
  listInvitations: () => ({}),
  inviteMember: () => ({ body: { email: 'new@example.com' } }),
  revokeInvitation: ({ ids }) => ({ path: { id: ids.invitation } }),
  listRegions: () => ({}),
  listAuditLog: () => ({ viewer: false }),
  getDashboardSummary: () => ({}),
};
