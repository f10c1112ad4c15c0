import { eq, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { deliveries } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { monitorStates, monitors } from '@/db/schema/monitors';
import type { Tenant } from '@/db/testing/tenants';
import { incidentMessage } from '@/lib/alerting/rules/incident-message';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { writePendingDeliveries } from '@/lib/alerting/write-pending-deliveries';
import { productSealer } from '@/lib/channels/channel-deps';
import { createChannel } from '@/lib/channels/create-channel';
import type { CreatedChannelView } from '@/lib/channels/schema';
import { newId } from '@/lib/core/ids';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { mailboxSettings } from '@/lib/email/testing/mailbox-settings';

/** That of the process: channels that are made in the course of alerting are sealed by it. */
export const sealer = productSealer();
export const channelTestDeps = { sealer, policy: operatorPolicy };

/** Of a receiver that hangs: on a busy machine it may read late. Any other may take its time. */
export const hangingMs = 2_000;

/** A sender against local servers: mail lands in the mailbox. */
export function testSender(
  db: Db,
  extra: Partial<SenderDeps> = {},
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): SenderDeps {
  const call = createCall(operatorPolicy);
  const now = () => new Date();
  return {
    db,
    deliver: {
      call: (request) => call({ ...request, timeoutMs }),
      operatorCall: (request) => call({ ...request, timeoutMs }),
      mail: { db, settings: mailboxSettings, call, now },
      now,
    },
    sealer,
    signer: createLinkSigner('a secret of at least thirty-two characters'),
    baseUrls: {},
    appUrl: 'https://status.example.com',
    now,
    random: () => 0.5,
    ...extra,
  };
}

export async function addWebhook(tenant: Tenant, url: string, name = 'Hook'): Promise<CreatedChannelView> {
  const input = { project_id: tenant.projectId, type: 'webhook', name, config: { url } };
  return createChannel(tenant.ctx, input, channelTestDeps);
}

export async function addEmail(tenant: Tenant, to = 'ops@example.com'): Promise<CreatedChannelView> {
  const input = { project_id: tenant.projectId, type: 'email', config: { to: [to] } };
  return createChannel(tenant.ctx, input, channelTestDeps);
}

export async function addMonitor(db: Db, tenant: Tenant, name = 'Checkout API'): Promise<string> {
  const id = newId('mon');
  const { organizationId, projectId } = tenant;
  await db.insert(monitors).values({
    id,
    organizationId,
    projectId,
    name,
    type: 'http',
    spec: { url: 'https://api.example.com/health' },
    intervalSeconds: 60,
    timeoutMs: 10_000,
    failureThreshold: 2,
    recoveryThreshold: 1,
    regions: ['local'],
  });
  await db
    .insert(monitorStates)
    .values({ monitorId: id, organizationId, state: 'down', sinceAt: tenant.ctx.now });
  return id;
}

export type Outage = { incidentId: string; monitorId: string };

/** What the pipeline leaves behind when a monitor goes down: an open incident that the state points at. */
export async function addOutage(db: Db, tenant: Tenant, name?: string): Promise<Outage> {
  const { organizationId, projectId, ctx } = tenant;
  const monitorId = await addMonitor(db, tenant, name);
  const incidentId = newId('inc');
  await db.insert(incidents).values({
    id: incidentId,
    organizationId,
    projectId,
    monitorId,
    status: 'open',
    title: `${name ?? 'Checkout API'} is down: it answers with status 500`,
    cause: 'http_status',
    openedAt: ctx.now,
  });
  await db.update(monitorStates).set({ incidentId }).where(eq(monitorStates.monitorId, monitorId));
  return { incidentId, monitorId };
}

/** Writes what is to be told of an outage, as the pipeline does. `afterMs`: when, counted from its beginning. */
export async function tell(
  db: Db,
  tenant: Tenant,
  { incidentId, monitorId }: Outage,
  transition: 'opened' | 'resolved',
  afterMs = 0,
): Promise<number> {
  const { organizationId, projectId, ctx } = tenant;
  const [incident] = await db.select().from(incidents).where(eq(incidents.id, incidentId));
  const [monitor] = await db.select().from(monitors).where(eq(monitors.id, monitorId));
  if (incident === undefined || monitor === undefined) throw new Error('no such outage');
  const at = new Date(ctx.now.getTime() + afterMs);
  const message = incidentMessage(transition, at, incident, monitor);
  return writePendingDeliveries(db, [{ organizationId, projectId, incidentId, transition, message }], at);
}

/** Lets the time pass that waiting deliveries (or dead leases) still have. */
export async function passTime(db: Db): Promise<void> {
  await db
    .update(deliveries)
    .set({ nextAttemptAt: sql`now() - interval '1 second'` })
    .where(sql`${deliveries.nextAttemptAt} is not null`);
}
