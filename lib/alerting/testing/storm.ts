import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { Tenant } from '@/db/testing/tenants';
import { addOutage, channelTestDeps, type Outage, tell } from '@/lib/alerting/testing/world';
import { createChannel } from '@/lib/channels/create-channel';
import type { CreatedChannelView } from '@/lib/channels/schema';

/** A channel of people: what comes at once is told as one. Its receiver answers 200 `ok` to what it takes. */
export async function addSlack(tenant: Tenant, url: string, name = 'Team'): Promise<CreatedChannelView> {
  const input = { project_id: tenant.projectId, type: 'slack', name, config: { url } };
  return createChannel(tenant.ctx, input, channelTestDeps);
}

/** Outages that begin in one transaction, as a batch of the pipeline writes them. */
export async function beginOutages(
  db: Db,
  tenant: Tenant,
  count: number,
  options: { name?: string; afterMs?: number } = {},
): Promise<Outage[]> {
  const { name = 'Site', afterMs = 0 } = options;
  return db.transaction(async (tx) => {
    const outages: Outage[] = [];
    for (let n = 0; n < count; n += 1) {
      const outage = await addOutage(tx, tenant, `${name} ${n}`);
      await tell(tx, tenant, outage, 'opened', afterMs);
      outages.push(outage);
    }
    return outages;
  });
}

export async function endOutages(
  db: Db,
  tenant: Tenant,
  outages: readonly Outage[],
  afterMs: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const outage of outages) await tell(tx, tenant, outage, 'resolved', afterMs);
  });
}

/** Taken in the order in which senders take them: what a killed one had begun may still be under way. */
export const everyDelivery = sql`(select id from deliveries order by id for no key update) as every`;

/** As if so much time had gone by: everything that alerting has written down is that much older, except leases. */
export async function passSeconds(db: Db, seconds: number): Promise<void> {
  const span = sql`make_interval(secs => ${seconds})`;
  await db.execute(sql`
    update deliveries d set delivered_at = delivered_at - ${span}, give_up_at = give_up_at - ${span},
      next_attempt_at = next_attempt_at - case when status = 'pending' then ${span} else interval '0' end
    from ${everyDelivery} where d.id = every.id`);
  await db.execute(sql`update delivery_attempts set at = at - ${span}`);
  await db.execute(sql`update channels set grouping_until_at = grouping_until_at - ${span}`);
}
