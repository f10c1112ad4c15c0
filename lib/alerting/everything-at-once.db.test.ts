import { eq, inArray, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { addPolicy, addUp, comeBack, goDown } from '@/lib/alerting/testing/policy-world';
import { addSlack, passSeconds } from '@/lib/alerting/testing/storm';
import { addEmail, addWebhook, testSender } from '@/lib/alerting/testing/world';
import { deleteChannel } from '@/lib/channels/delete-channel';
import type { Logger } from '@/lib/core/logger';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { startReceiver } from '@/lib/notifiers/testing/receiver';

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** What may be answered to whoever comes too late, or finds nothing. */
const lateCodes: readonly unknown[] = ['not_found', 'conflict', 'invalid'];
/** The pipeline holds the states of its monitors; these outages come from nowhere. */
const isGone = (text: string) => text.startsWith('23503');

class Faults {
  readonly found: string[] = [];

  /** Errors that a sender survives count as well. */
  readonly logger = {
    info: () => {},
    warn: (about: { err?: unknown }) => this.note(about.err),
    error: (about: { err?: unknown }) => this.note(about.err),
  } as unknown as Logger;

  note(error: unknown): void {
    if (error === undefined) return;
    if (error instanceof Error && 'code' in error && lateCodes.includes(error.code)) return;
    const text = codeOf(error);
    if (!isGone(text)) this.found.push(text);
  }

  async of(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => this.note(error));
  }
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return `${at.code} ${at.message}`;
  }
  return String(error);
}

type World = { db: Db; tenant: Tenant; faults: Faults };

/** Rounds of whatever people and the pipeline may do, each in a transaction of its own. */
async function disturb({ db, tenant, faults }: World, rounds: number): Promise<void> {
  const { ctx } = tenant;
  const deeds: (() => Promise<unknown>)[] = [
    async () => acknowledgeIncident(ctx, { id: pick(await openIncidents(db)) }),
    async () => resolveIncident(ctx, { id: pick(await openIncidents(db)) }),
    async () => comeBack(db, (await openIncidents(db)).slice(0, 3)),
    async () => goDown(db, tenant, [await addUp(db, tenant), await addUp(db, tenant)]),
    async () => resendDelivery(ctx, { id: pick(await db.select().from(deliveries).limit(50))?.id }),
    async () => deleteMonitor(ctx, { id: pick(await db.select().from(incidents))?.monitorId }),
  ];
  for (let round = 0; round < rounds; round += 1) await faults.of(pick(deeds) ?? (async () => {}));
}

async function openIncidents(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: incidents.id })
    .from(incidents)
    .where(inArray(incidents.status, ['open', 'acknowledged']));
  return rows.map(({ id }) => id).sort(() => Math.random() - 0.5);
}

test('people, checks, steps, senders and deletions at once: no deadlock, and whoever was told hears the end', {
  timeout: 120_000,
}, async () => {
  const { db, close } = await freshDatabase({ max: 12 });
  const tenant = await createTenant(db);
  const faults = new Faults();
  const receivers = await Promise.all([
    startReceiver({ status: 200, body: 'ok' }),
    startReceiver({ status: 500 }, { status: 200 }, { status: 400 }, { status: 503 }, { status: 200 }),
    startReceiver({ status: 200 }, { status: 200 }, { status: 200 }, { status: 410 }),
  ]);
  const [chat, shaky, dying] = receivers.map(({ url }) => url);
  await addSlack(tenant, `${chat}/services/a/b/c`);
  await addWebhook(tenant, `${shaky}/x`, 'Shaky');
  await addWebhook(tenant, `${dying}/x`, 'Dying');
  await addEmail(tenant);
  const doomed = await addWebhook(tenant, `${shaky}/y`, 'Doomed');
  const step = (after_minutes: number) => ({ after_minutes, all_channels: true, user_ids: [tenant.userId] });
  await addPolicy(tenant, { steps: [step(0), step(1), step(2)], repeat_minutes: 1, repeat_max: 3 });
  for (let n = 0; n < 5; n += 1) await goDown(db, tenant, [await addUp(db, tenant), await addUp(db, tenant)]);

  const world = { db, tenant, faults };
  let isOver = false;
  const deps = testSender(db, { logger: faults.logger });
  const loop = async (work: () => Promise<unknown>) => {
    while (!isOver) await faults.of(work);
  };
  const loops = [
    loop(() => sendPendingDeliveries(deps)),
    loop(() => sendPendingDeliveries(deps)),
    loop(() => escalateIncidents(db, { limit: 1000 })),
    loop(() => escalateIncidents(db, { limit: 1000 })),
  ];
  const time = loop(() => hurry(db));
  await Promise.all([disturb(world, 25), disturb(world, 25), disturb(world, 25)]);
  await faults.of(() => deleteChannel(tenant.ctx, { id: doomed.id }));
  await disturb(world, 15);
  isOver = true;
  await Promise.all([...loops, time]);
  expect(faults.found).toEqual([]);

  await comeBack(db, await openIncidents(db));
  for (let n = 0; n < 60 && (await waiting(db)) > 0; n += 1) {
    await escalateIncidents(db, { limit: 1000 });
    await sendPendingDeliveries(deps);
    await passSeconds(db, 61);
  }
  expect(await waiting(db)).toBe(0);
  expect(await unended(db)).toEqual([]);
  await Promise.all(receivers.map(({ stop }) => stop()));
  await close();
});

/** Everything that waits is due, but for what somebody has in their hands: this waits for nobody. */
async function hurry(db: Db): Promise<void> {
  await db.execute(sql`update escalations set next_at = now() where incident_id in (
    select incident_id from escalations where held_for is null and next_at > now() for update skip locked)`);
  await db.execute(sql`update deliveries set next_attempt_at = now() where id in (
    select id from deliveries where status = 'pending' and next_attempt_at > now() for update skip locked)`);
  await db.execute(sql`update channels set grouping_until_at = null where id in (
    select id from channels where grouping_until_at is not null for no key update skip locked)`);
}

async function waiting(db: Db): Promise<number> {
  return db.$count(deliveries, inArray(deliveries.status, ['pending', 'sending', 'folded']));
}

/** Who was told of an incident that is over, by a channel that is still on, and not that it is. */
async function unended(db: Db): Promise<string[]> {
  const rows = await db
    .select({ name: channels.name, incident: deliveries.incidentId })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .innerJoin(incidents, eq(incidents.id, deliveries.incidentId))
    .where(
      sql`${channels.enabled} and ${deliveries.deliveredAt} is not null and ${incidents.status} = 'resolved'
        and ${deliveries.transition} <> 'resolved' and not exists (
          select 1 from deliveries e where e.incident_id = ${deliveries.incidentId}
            and e.channel_id = ${deliveries.channelId} and e.transition = 'resolved'
            and e.status in ('delivered', 'failed'))`,
    );
  return rows.map(({ name, incident }) => `${name} ${incident}`);
}
