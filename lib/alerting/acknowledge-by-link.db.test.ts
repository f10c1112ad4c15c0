import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { deliveries } from '@/db/schema/alerting';
import { incidentEvents, incidents } from '@/db/schema/incidents';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeByLink, getAcknowledgeLink, type LinkDeps } from '@/lib/alerting/acknowledge-by-link';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { addEmail, addOutage, tell } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { createLinkSigner } from '@/lib/core/link-tokens';

const signer = createLinkSigner('a secret of at least thirty-two characters');
const purpose = 'acknowledge';

function depsOf(tenant: Tenant): LinkDeps {
  const { db, now, requestId } = tenant.ctx;
  return { db, signer, now, requestId };
}

async function begin(db: Db) {
  const tenant = await createTenant(db);
  const channel = await addEmail(tenant);
  const outage = await addOutage(db, tenant);
  await tell(db, tenant, outage, 'opened');
  const [delivery] = await db.select().from(deliveries).where(eq(deliveries.channelId, channel.id));
  return { tenant, channel, outage, token: signer.sign(purpose, delivery?.id ?? '') };
}

describe('the link in a message', () => {
  test('shows what it is about and changes nothing, however often it is opened', async ({ db }) => {
    const { tenant, token, outage, channel } = await begin(db);
    for (let n = 0; n < 3; n += 1) {
      expect(await getAcknowledgeLink(depsOf(tenant), token)).toEqual({
        channel: channel.name,
        counts: { open: 1, acknowledged: 0, resolved: 0 },
        incidents: [
          {
            id: outage.incidentId,
            name: 'Checkout API',
            title: 'Checkout API is down: it answers with status 500',
            status: 'open',
            opened_at: tenant.ctx.now.toISOString(),
            acknowledged_by: null,
            resolved_at: null,
          },
        ],
      });
    }
    expect(await db.select().from(auditLog).where(eq(auditLog.targetId, outage.incidentId))).toEqual([]);
  });

  test('acknowledges in the name of its channel, once, and the log says so', async ({ db }) => {
    const { tenant, token, outage, channel } = await begin(db);
    const view = await acknowledgeByLink(depsOf(tenant), token);
    expect(view).toMatchObject({
      counts: { open: 0, acknowledged: 1 },
      incidents: [{ status: 'acknowledged', acknowledged_by: channel.name }],
    });
    expect(await acknowledgeByLink(depsOf(tenant), token)).toEqual(view);
    const events = await db
      .select()
      .from(incidentEvents)
      .where(eq(incidentEvents.incidentId, outage.incidentId));
    const acknowledged = events.filter(({ type }) => type === 'acknowledged');
    expect(acknowledged.map(({ actor }) => actor)).toEqual([
      { kind: 'channel', id: channel.id, name: channel.name },
    ]);
    const log = await db.select().from(auditLog).where(eq(auditLog.targetId, outage.incidentId));
    expect(log).toMatchObject([
      { action: 'incident.acknowledged', actorKind: 'channel', actorId: channel.id },
    ]);
  });

  test('of what is over says so, and leaves it over', async ({ db }) => {
    const { tenant, token, outage } = await begin(db);
    await resolveIncident(tenant.ctx, { id: outage.incidentId });
    expect(await acknowledgeByLink(depsOf(tenant), token)).toMatchObject({
      counts: { open: 0, acknowledged: 0, resolved: 1 },
      incidents: [{ status: 'resolved' }],
    });
    const [incident] = await db.select().from(incidents).where(eq(incidents.id, outage.incidentId));
    expect(incident).toMatchObject({ status: 'resolved', acknowledgedAt: null });
  });

  test('of a digest acknowledges all that is still open in it', async ({ db }) => {
    const { tenant, channel, outage } = await begin(db);
    const second = await addOutage(db, tenant, 'Second');
    await tell(db, tenant, second, 'opened');
    const over = await addOutage(db, tenant, 'Over');
    await tell(db, tenant, over, 'opened');
    await resolveIncident(tenant.ctx, { id: over.incidentId });
    const apart = await addOutage(db, tenant, 'Apart');
    const digestId = newId('dlv');
    const { organizationId } = tenant;
    await db.insert(deliveries).values({
      id: digestId,
      organizationId,
      channelId: channel.id,
      transition: 'digest',
      status: 'delivered',
      message: {},
    });
    await db.update(deliveries).set({ digestId }).where(eq(deliveries.transition, 'opened'));
    const view = await acknowledgeByLink(depsOf(tenant), signer.sign(purpose, digestId));
    expect(view.counts).toEqual({ open: 0, acknowledged: 2, resolved: 1 });
    expect(view.incidents.map(({ id }) => id).sort()).toEqual(
      [outage.incidentId, second.incidentId, over.incidentId].sort(),
    );
    const [untouched] = await db.select().from(incidents).where(eq(incidents.id, apart.incidentId));
    expect(untouched?.status).toBe('open');
  });

  test('does not exist where it is forged, of another purpose, of no incident, or of what is gone', async ({
    db,
  }) => {
    const { tenant, token } = await begin(db);
    const [row] = await db
      .select()
      .from(deliveries)
      .where(eq(deliveries.organizationId, tenant.organizationId));
    const id = row?.id ?? '';
    const other = createLinkSigner('another secret of at least thirty-two characters');
    const [payload = '', mac = ''] = token.split('.');
    const unrelated = newId('dlv');
    await db.insert(deliveries).values({
      id: unrelated,
      organizationId: tenant.organizationId,
      channelId: row?.channelId ?? '',
      transition: 'test',
      status: 'delivered',
      message: {},
    });
    const links = [
      '',
      'nonsense',
      id,
      `${payload}.${mac.slice(0, -1)}${mac.endsWith('A') ? 'B' : 'A'}`,
      `${Buffer.from(newId('dlv')).toString('base64url')}.${mac}`,
      other.sign(purpose, id),
      signer.sign('unsubscribe', id),
      signer.sign(purpose, newId('dlv')),
      signer.sign(purpose, tenant.organizationId),
      signer.sign(purpose, unrelated),
    ];
    for (const link of links) {
      await expect(getAcknowledgeLink(depsOf(tenant), link)).rejects.toMatchObject({ code: 'not_found' });
      await expect(acknowledgeByLink(depsOf(tenant), link)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await getAcknowledgeLink(depsOf(tenant), token)).toMatchObject({ counts: { open: 1 } });
  });
});
