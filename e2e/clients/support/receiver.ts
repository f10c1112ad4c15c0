import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { asc, eq } from 'drizzle-orm';
import { pino } from 'pino';
import type { Db } from '@/db/client';
import { heartbeats, pingBodies, pings } from '@/db/schema/heartbeats';
import { monitors } from '@/db/schema/monitors';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createCheckInRoute } from '@/lib/gateway/check-in-route';
import { createGateway } from '@/lib/gateway/create-gateway';
import { createPingRoute } from '@/lib/gateway/ping-route';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { createPingReceiver } from '@/lib/pipeline/create-ping-receiver';

export type Heartbeat = { id: string; uuid: string; slug: string };

/** What is left of one ping. */
export type Logged = {
  kind: string;
  exitStatus: number | null;
  method: string;
  userAgent: string | null;
  rid: string | null;
  body: string | null;
};

/** The real gateway over a real database, as it stands in front of an installation. */
export async function startReceiver() {
  const database = await freshDatabase({ max: 8 });
  const { db } = database;
  const logger = pino({ level: 'silent' });
  const receiver = createPingReceiver({ db, logger, bodyLimitBytes: 100_000, onDeliveries: () => {} });
  const gateway = createGateway({
    // Nobody listens there: what the gateway does not answer by itself is a 503.
    webUrl: 'http://127.0.0.1:9',
    trustedProxies: [],
    routes: gatewayRoutes({
      isEngineEmbedded: true,
      pings: createPingRoute(receiver),
      checkIns: createCheckInRoute(receiver),
    }),
    logger,
  });
  gateway.server.listen(0, '127.0.0.1');
  await once(gateway.server, 'listening');
  const tenant = await createTenant(db);
  return {
    url: `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}`,
    /** As the address of a ping has it. */
    pingKey: tenant.projectId.slice(4, 26),
    makeHeartbeat: (slug: string) => makeHeartbeat(db, tenant, slug),
    findHeartbeat: (slug: string) => findHeartbeat(db, slug),
    readLog: (heartbeat: { id: string }) => readLog(db, heartbeat.id),
    readStatus: (heartbeat: { id: string }) => readStatus(db, heartbeat.id),
    close: async () => {
      await gateway.close(0);
      await receiver.close();
      await database.close();
    },
  };
}

async function makeHeartbeat(db: Db, tenant: Tenant, slug: string): Promise<Heartbeat> {
  const view = await createMonitor(
    { ...tenant.ctx, db },
    {
      project_id: tenant.projectId,
      type: 'heartbeat',
      slug,
      name: slug,
      spec: { schedule: { kind: 'period', period_seconds: 3600 } },
    },
  );
  if (view.type !== 'heartbeat') throw new Error('not a heartbeat');
  return { id: view.id, slug, uuid: view.ping_url?.slice(-36) ?? '' };
}

async function findHeartbeat(db: Db, slug: string) {
  const [row] = await db.select().from(monitors).where(eq(monitors.slug, slug));
  return row ?? null;
}

/** The oldest first. */
async function readLog(db: Db, monitorId: string): Promise<Logged[]> {
  const rows = await db.select().from(pings).where(eq(pings.monitorId, monitorId)).orderBy(asc(pings.n));
  const bodies = await db.select().from(pingBodies).where(eq(pingBodies.monitorId, monitorId));
  return rows.map(({ n, kind, exitStatus, method, userAgent, rid }) => {
    const body = bodies.find((each) => each.n === n)?.body.toString() ?? null;
    return { kind, exitStatus, method, userAgent, rid, body };
  });
}

async function readStatus(db: Db, monitorId: string): Promise<string | null> {
  const [row] = await db.select().from(heartbeats).where(eq(heartbeats.monitorId, monitorId));
  return row?.status ?? null;
}
