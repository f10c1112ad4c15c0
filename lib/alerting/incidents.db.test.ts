import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog } from '@/db/schema/access';
import { deliveries } from '@/db/schema/alerting';
import { monitorStates } from '@/db/schema/monitors';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, withApiKey, withRole } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { createIncident } from '@/lib/alerting/create-incident';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import { addEmail, addMonitor, addOutage, tell } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { addIncidentUpdate } from '@/lib/incidents/add-incident-update';
import { getIncident } from '@/lib/incidents/get-incident';
import { listIncidents } from '@/lib/incidents/list-incidents';
import { putPostMortem } from '@/lib/incidents/put-post-mortem';
import { incidentView } from '@/lib/incidents/schema';

describe('acknowledgeIncident', () => {
  test('is written down with who did it, and the second time changes nothing', async ({ db }) => {
    const tenant = await createTenant(db);
    await addEmail(tenant);
    const { incidentId: id } = await addOutage(db, tenant);
    const view = await acknowledgeIncident(later(tenant.ctx, 5000), { id });
    expect(incidentView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      status: 'acknowledged',
      acknowledged_by: { kind: 'user', name: 'Ada' },
      duration_seconds: 5,
      timeline: [{ type: 'acknowledged', actor: { name: 'Ada' } }],
    });
    const again = await acknowledgeIncident(later(tenant.ctx, 5000), { id });
    expect(again).toEqual(view);
    // The default policy tells of outages and recoveries only.
    expect(await db.select().from(deliveries)).toEqual([]);
  });

  test('is refused once it is resolved', async ({ db }) => {
    const tenant = await createTenant(db);
    const { incidentId: id } = await addOutage(db, tenant);
    await resolveIncident(tenant.ctx, { id });
    await expect(acknowledgeIncident(tenant.ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('two people at once: one of them has it', async () => {
    const database = await freshDatabase();
    try {
      const tenant = await createTenant(database.db);
      const { incidentId: id } = await addOutage(database.db, tenant);
      const all = await Promise.all([1, 2, 3, 4].map(() => acknowledgeIncident(tenant.ctx, { id })));
      for (const view of all) expect(view.status).toBe('acknowledged');
      const { timeline } = await getIncident(tenant.ctx, { id });
      expect(timeline.map(({ type }) => type)).toEqual(['acknowledged']);
    } finally {
      await database.close();
    }
  });
});

describe('resolveIncident', () => {
  test('by hand while the monitor is down: it is let go, told once, and the state stays', async ({ db }) => {
    const tenant = await createTenant(db);
    await addEmail(tenant);
    const outage = await addOutage(db, tenant);
    const { incidentId: id, monitorId } = outage;
    await tell(db, tenant, outage, 'opened');
    const view = await resolveIncident(later(tenant.ctx, 60_000), { id });
    expect(view).toMatchObject({
      status: 'resolved',
      duration_seconds: 60,
      resolved_by: { kind: 'user', name: 'Ada' },
      deliveries: [
        { transition: 'opened', status: 'pending' },
        { transition: 'resolved', status: 'pending' },
      ],
    });
    expect(await resolveIncident(later(tenant.ctx, 90_000), { id })).toEqual(view);
    const [state] = await db.select().from(monitorStates).where(eq(monitorStates.monitorId, monitorId));
    expect(state).toMatchObject({ state: 'down', incidentId: null });
    const written = await db.select().from(deliveries).orderBy(deliveries.createdAt);
    expect(written).toHaveLength(2);
    expect(written[1]?.message).toMatchObject({
      kind: 'resolved',
      incident: { resolved_by: 'Ada', duration_seconds: 60 },
      monitor: { name: 'Checkout API', url: 'https://api.example.com/health' },
    });
    const log = await db.select().from(auditLog).where(eq(auditLog.targetId, id));
    expect(log.map(({ action }) => action)).toEqual(['incident.resolved']);
  });

  test('an acknowledged one keeps who acknowledged it', async ({ db }) => {
    const tenant = await createTenant(db);
    const { incidentId: id } = await addOutage(db, tenant);
    await acknowledgeIncident(tenant.ctx, { id });
    const view = await resolveIncident(tenant.ctx, { id });
    expect(view).toMatchObject({ status: 'resolved', acknowledged_by: { name: 'Ada' } });
  });
});

describe('createIncident', () => {
  test('stands beside those of monitors, and is told', async ({ db }) => {
    const tenant = await createTenant(db);
    await addEmail(tenant);
    const input = { project_id: tenant.projectId, title: 'Payment provider is down', body: 'We know.' };
    const view = await createIncident(tenant.ctx, input);
    expect(incidentView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      status: 'open',
      cause: 'manual',
      monitor: null,
      timeline: [{ type: 'opened' }, { type: 'comment', body: 'We know.' }],
      deliveries: [{ transition: 'opened' }],
    });
  });

  test('of a monitor stands beside the one that its checks opened', async ({ db }) => {
    const tenant = await createTenant(db);
    const { incidentId, monitorId } = await addOutage(db, tenant);
    const input = { project_id: tenant.projectId, monitor_id: monitorId, title: 'Slow' };
    const manual = await createIncident(tenant.ctx, input);
    expect(manual).toMatchObject({ status: 'open', monitor: { id: monitorId } });
    await resolveIncident(tenant.ctx, { id: manual.id });
    expect((await getIncident(tenant.ctx, { id: incidentId })).status).toBe('open');
  });

  test("another tenant's project or monitor does not exist", async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const foreignMonitor = await addMonitor(db, other);
    for (const input of [
      { project_id: other.projectId, title: 'x' },
      { project_id: tenant.projectId, monitor_id: foreignMonitor, title: 'x' },
    ]) {
      await expect(createIncident(tenant.ctx, input)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('a viewer and a reading key may not; an empty title is refused', async ({ db }) => {
    const tenant = await createTenant(db);
    const input = { project_id: tenant.projectId, title: 'x' };
    for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read'])]) {
      await expect(createIncident(ctx, input)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const empty = createIncident(tenant.ctx, { ...input, title: '  ' });
    await expect(empty).rejects.toMatchObject({ code: 'invalid', errors: [{ pointer: '/title' }] });
  });
});

describe('comments and post-mortem', () => {
  test('a comment may follow also when all is over', async ({ db }) => {
    const tenant = await createTenant(db);
    const { incidentId: id } = await addOutage(db, tenant);
    await resolveIncident(tenant.ctx, { id });
    const view = await addIncidentUpdate(later(tenant.ctx, 1000), { id, body: 'It was **DNS**.' });
    expect(view.timeline.at(-1)).toMatchObject({ type: 'comment', body: 'It was **DNS**.' });
  });

  test('a post-mortem is replaced, and the same text twice is one event', async ({ db }) => {
    const tenant = await createTenant(db);
    const { incidentId: id } = await addOutage(db, tenant);
    await putPostMortem(tenant.ctx, { id, body: '# First' });
    await putPostMortem(tenant.ctx, { id, body: '# First' });
    const view = await putPostMortem(later(tenant.ctx, 1000), { id, body: '# Second' });
    expect(view.post_mortem).toBe('# Second');
    expect(view.timeline.map(({ type }) => type)).toEqual(['post_mortem', 'post_mortem']);
  });
});

describe('who may', () => {
  const verbs = {
    acknowledgeIncident,
    resolveIncident,
    addIncidentUpdate: (ctx: Parameters<typeof addIncidentUpdate>[0], raw: { id: string }) =>
      addIncidentUpdate(ctx, { ...raw, body: 'x' }),
    putPostMortem: (ctx: Parameters<typeof putPostMortem>[0], raw: { id: string }) =>
      putPostMortem(ctx, { ...raw, body: 'x' }),
  };
  test.for(Object.entries(verbs))(
    '%s: no viewer, no reading key, no other tenant',
    async ([, verb], { db }) => {
      const tenant = await createTenant(db);
      const other = await createTenant(db, 'Other');
      const { incidentId: id } = await addOutage(db, tenant);
      for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read', 'ping'])]) {
        await expect(verb(ctx, { id })).rejects.toMatchObject({ code: 'forbidden' });
      }
      await expect(verb(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
      const limited = withApiKey(tenant, ['write'], newId('prj'));
      await expect(verb(limited, { id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(verb(tenant.ctx, { id: newId('inc') })).rejects.toMatchObject({ code: 'not_found' });
      // A key that may only write gets its answer all the same.
      await expect(verb(withApiKey(tenant, ['write'], tenant.projectId), { id })).resolves.toMatchObject({
        id,
      });
    },
  );

  test('lists: newest first, filtered, paged, within the tenant and the project of a key', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const first = await addOutage(db, tenant, 'First');
    await resolveIncident(tenant.ctx, { id: first.incidentId });
    const manual = await createIncident(tenant.ctx, { project_id: tenant.projectId, title: 'Manual' });
    await acknowledgeIncident(tenant.ctx, { id: manual.id });
    const ids = async (raw: Record<string, unknown>) =>
      (await listIncidents(tenant.ctx, raw)).data.map(({ id }) => id);
    expect((await ids({})).sort()).toEqual([first.incidentId, manual.id].sort());
    expect(await ids({ status: 'unresolved' })).toEqual([manual.id]);
    expect(await ids({ status: 'resolved' })).toEqual([first.incidentId]);
    expect(await ids({ monitor_id: first.monitorId })).toEqual([first.incidentId]);
    const page = await listIncidents(tenant.ctx, { limit: 1 });
    expect(page.page.has_more).toBe(true);
    expect((await listIncidents(tenant.ctx, { limit: 1, cursor: page.page.next_cursor })).data).toHaveLength(
      1,
    );
    expect((await listIncidents(other.ctx, {})).data).toEqual([]);
    expect((await listIncidents(withApiKey(tenant, ['read'], newId('prj')), {})).data).toEqual([]);
    await expect(listIncidents(tenant.ctx, { colour: 'red' })).rejects.toMatchObject({ code: 'invalid' });
  });
});
