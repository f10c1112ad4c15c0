import type { Db } from '@/db/client';
import { checkResults } from '@/db/schema/checks';
import { pings } from '@/db/schema/heartbeats';
import { members } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import { subscribers } from '@/db/schema/subscribers';
import { users } from '@/db/schema/users';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import type { Role } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { createIncident } from '@/lib/alerting/create-incident';
import { listDeliveries } from '@/lib/alerting/list-deliveries';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { createChannel } from '@/lib/channels/create-channel';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId } from '@/lib/core/ids';
import { createPageDomain } from '@/lib/domains/create-page-domain';
import { createMaintenance } from '@/lib/maintenance/create-maintenance';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createOnCallOverride } from '@/lib/on-call/create-on-call-override';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { inviteMember } from '@/lib/organizations/invite-member';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { createPolicy } from '@/lib/policies/create-policy';
import { createReport } from '@/lib/reports/create-report';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { putPageFile } from '@/lib/status-pages/put-page-file';

/** An organization with one of everything, all of it in its first project; the second one is empty. */
export type World = {
  tenant: Tenant;
  emptyProjectId: string;
  check: { scheduled_at: string; region: string };
  ids: {
    organization: string;
    project: string;
    monitor: string;
    heartbeat: string;
    incident: string;
    channel: string;
    delivery: string;
    apiKey: string;
    member: string;
    invitation: string;
    onCallSchedule: string;
    onCallOverride: string;
    maintenance: string;
    runningMaintenance: string;
    policy: string;
    mailChannel: string;
    report: string;
    statusPage: string;
    pageIncident: string;
    pageIncidentUpdate: string;
    pageDraft: string;
    pageComponent: string;
    pageDomain: string;
    subscriber: string;
  };
};

// Nothing listens there, so that a check or a test message is over at once.
const nowhere = 'http://127.0.0.1:9/';
const logo = btoa('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 8"/>');

export async function createWorld(db: Db, name: string): Promise<World> {
  const tenant = await createTenant(db, name);
  const ctx: Ctx = { ...tenant.ctx, db, now: new Date() };
  const project_id = tenant.projectId;
  const spec = { url: nowhere };
  const monitor = await createMonitor(ctx, { project_id, type: 'http', spec, external_id: 'shop' });
  const heartbeat = await createMonitor(ctx, {
    project_id,
    type: 'heartbeat',
    name: 'Backup',
    spec: { schedule: { kind: 'period', period_seconds: 3600 } },
  });
  await addPing(db, heartbeat.id, ctx.now);
  const channel = await createChannel(ctx, { project_id, type: 'webhook', config: { url: nowhere } });
  const incident = await createIncident(ctx, { project_id, title: 'Down', monitor_id: monitor.id });
  const [delivery] = (await listDeliveries(ctx, {})).data;
  const apiKey = await createApiKey(ctx, { name: 'deploy' });
  const invitation = await inviteMember(ctx, { email: `${newId('usr')}@example.com`, role: 'viewer' });
  const onCall = await addOnCall(ctx, tenant.userId);
  const { maintenance, running } = await addMaintenances(ctx, project_id);
  const policy = await createPolicy(ctx, {
    project_id,
    name: 'Standard',
    steps: [{ after_minutes: 0, all_channels: true }],
  });
  const to = ['readers@example.com'];
  const mail = await createChannel(ctx, { project_id, type: 'email', config: { to } });
  const report = await createReport(ctx, { project_id, cadence: 'weekly', channel_ids: [mail.id] });
  const statusPage = await createStatusPage(ctx, { project_id, name, monitor_ids: [monitor.id] });
  await putPageFile(ctx, { page_id: statusPage.id, kind: 'logo_light', content: logo });
  const told = { page_id: statusPage.id, title: 'Slow', body: 'We look into it.' };
  const pageIncident = await createPageIncident(ctx, told);
  const pageDraft = await createPageIncident(ctx, { ...told, is_draft: true });
  const pageDomain = await createPageDomain(ctx, { page_id: statusPage.id, hostname: 'status.example.com' });
  const { memberId } = await addMember(db, tenant.organizationId, 'editor');
  return {
    tenant,
    check: await addCheck(db, monitor.id, ctx.now),
    emptyProjectId: await addProject(db, tenant.organizationId),
    ids: {
      organization: tenant.organizationId,
      project: project_id,
      monitor: monitor.id,
      heartbeat: heartbeat.id,
      incident: incident.id,
      channel: channel.id,
      delivery: delivery?.id ?? '',
      apiKey: apiKey.id,
      member: memberId,
      invitation: invitation.id,
      onCallSchedule: onCall.schedule_id,
      onCallOverride: onCall.id,
      maintenance: maintenance.id,
      runningMaintenance: running.id,
      policy: policy.id,
      mailChannel: mail.id,
      report: report.id,
      statusPage: statusPage.id,
      pageIncident: pageIncident.id,
      pageIncidentUpdate: pageIncident.updates[0]?.id ?? '',
      pageDraft: pageDraft.id,
      pageComponent: statusPage.components[0]?.id ?? '',
      pageDomain: pageDomain.id,
      subscriber: await addSubscriber(db, tenant.organizationId, statusPage.id),
    },
  };
}

export async function addMember(
  db: Db,
  organizationId: string,
  role: Role,
): Promise<{ userId: string; memberId: string }> {
  const [userId, memberId] = [newId('usr'), newId('mem')];
  await db.insert(users).values({ id: userId, name: role, email: `${userId}@example.com` });
  await db.insert(members).values({ id: memberId, organizationId, userId, role });
  return { userId, memberId };
}

/** A schedule and an override of it, both of the same person. */
async function addOnCall(ctx: Ctx, userId: string) {
  const layer = { id: 'first', name: 'First', user_ids: [userId], starts_at: '2026-01-05T08:00:00Z' };
  const schedule = await createOnCallSchedule(ctx, {
    name: 'Primary',
    time_zone: 'Europe/Berlin',
    layers: [{ ...layer, rotation: { every: 1, unit: 'week' } }],
  });
  const ends_at = new Date(ctx.now.getTime() + 86_400_000).toISOString();
  return await createOnCallOverride(ctx, { schedule_id: schedule.id, user_id: userId, ends_at });
}

/** One to come, and one that runs. */
async function addMaintenances(ctx: Ctx, project_id: string) {
  const common = { project_id, title: 'Move', covers_project: true };
  const inDays = (days: number) => new Date(ctx.now.getTime() + days * 86_400_000).toISOString();
  const when = { kind: 'once', starts_at: inDays(1), ends_at: inDays(2) };
  return {
    maintenance: await createMaintenance(ctx, { ...common, when }),
    running: await createMaintenance(ctx, { ...common, when: { kind: 'now', minutes: 30 } }),
  };
}

async function addCheck(
  db: Db,
  monitorId: string,
  at: Date,
): Promise<{ scheduled_at: string; region: string }> {
  await ensurePartitions(db);
  await db.insert(checkResults).values({
    monitorId,
    scheduledAt: at,
    startedAt: at,
    totalUs: 1000,
    attempts: 1,
    result: 'down',
    region: 'local',
    cause: 'connect_refused',
  });
  return { scheduled_at: at.toISOString(), region: 'local' };
}

/** One who has not confirmed. */
async function addSubscriber(db: Db, organizationId: string, pageId: string): Promise<string> {
  const id = newId('sub');
  const mailbox = { kind: 'email', address: 'ada@example.com', locale: 'en' } as const;
  await db.insert(subscribers).values({ id, organizationId, pageId, ...mailbox });
  return id;
}

/** The first of its heartbeat. */
async function addPing(db: Db, monitorId: string, receivedAt: Date): Promise<void> {
  await ensurePartitions(db);
  const row = { monitorId, receivedAt, n: 1, kind: 'success', method: 'GET' } as const;
  await db.insert(pings).values({ ...row, bodyBytes: 0, isIgnored: false });
}

async function addProject(db: Db, organizationId: string): Promise<string> {
  const id = newId('prj');
  await db
    .insert(projects)
    .values({ id, organizationId, name: 'Empty', slug: 'empty', pingKey: id.slice(4, 26) });
  return id;
}
