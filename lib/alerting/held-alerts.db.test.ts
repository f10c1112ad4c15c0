import { eq, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { deliveries, escalations } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { maintenanceWindows } from '@/db/schema/maintenance';
import { monitorStates, monitors } from '@/db/schema/monitors';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { createIncident } from '@/lib/alerting/create-incident';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import { getNextAlert } from '@/lib/alerting/get-next-alert';
import { resolveIncident } from '@/lib/alerting/resolve-incident';
import {
  addChannel,
  addPolicy,
  addUp,
  comeBack,
  goDown,
  passMinutes,
  setMaintenance,
  setState,
  toldLines,
} from '@/lib/alerting/testing/policy-world';
import { updatePolicy } from '@/lib/policies/update-policy';

const look = (db: Db) => escalateIncidents(db, { limit: 1000 });
const waitAndLook = async (db: Db, minutes: number) => {
  await passMinutes(db, minutes);
  return look(db);
};

async function eventTypes(db: Db, incidentId: string): Promise<string[]> {
  const rows = await db
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, incidentId))
    .orderBy(incidentEvents.id);
  return rows.map(({ type, body }) => (body === '' ? type : `${type}: ${body}`));
}

const down = async (db: Db, tenant: Tenant, monitorId: string) =>
  (await goDown(db, tenant, [monitorId]))[0] ?? '';

const alwaysQuiet = { time_zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

describe('held', () => {
  test('by maintenance, until it ends', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const monitorId = await addUp(db, tenant);
    await setMaintenance(db, tenant, [monitorId], 'Upgrade');
    const incidentId = await down(db, tenant, monitorId);
    expect(await waitAndLook(db, 5)).toEqual({ deliveries: 0 });
    expect(await db.select().from(escalations)).toMatchObject([
      { incidentId, heldFor: 'maintenance', heldDetail: 'The maintenance “Upgrade” covers it.', nextStep: 0 },
    ]);
    expect(await eventTypes(db, incidentId)).toContain('held: The maintenance “Upgrade” covers it.');
    expect(await getNextAlert(tenant.ctx, { id: incidentId })).toMatchObject({
      kind: 'opened',
      at: null,
      held_for: 'maintenance',
      held_detail: 'The maintenance “Upgrade” covers it.',
    });
    const other = await createTenant(db, 'Other');
    await expect(getNextAlert(other.ctx, { id: incidentId })).rejects.toMatchObject({ code: 'not_found' });
    await setMaintenance(db, tenant, [monitorId], null);
    expect(await waitAndLook(db, 1)).toEqual({ deliveries: 1 });
    expect(await toldLines(db)).toEqual(['opened ops']);
    // It was not meant to be told at once, so it does not count as slow.
    expect((await db.select().from(deliveries))[0]?.failedAt).toBeNull();
  });

  test('by no mark of maintenance behind which no window stands, or one whose end nobody has seen to', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const [marked, late] = [await addUp(db, tenant), await addUp(db, tenant)];
    await db.update(monitorStates).set({ inMaintenance: true }).where(eq(monitorStates.monitorId, marked));
    expect(await toldLines(db, await down(db, tenant, marked))).toEqual(['opened ops']);
    await setMaintenance(db, tenant, [late], 'Upgrade');
    await db.update(maintenanceWindows).set({ endsAt: sql`now() - interval '6 minutes'` });
    expect(await toldLines(db, await down(db, tenant, late))).toEqual(['opened ops']);
  });

  test('by a parent’s parent that is down: told when it is back and the child has failed again', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const root = await addUp(db, tenant, { name: 'Router' });
    const middle = await addUp(db, tenant, { name: 'Switch', parentId: root });
    const child = await addUp(db, tenant, { name: 'Host', parentId: middle });
    const [rootIncident = ''] = await goDown(db, tenant, [root]);
    const incidentId = await down(db, tenant, child);
    expect(await toldLines(db, incidentId)).toEqual([]);
    await waitAndLook(db, 3);
    await comeBack(db, [rootIncident]);
    await db.execute(sql`update monitor_states set since_at = now() - interval '1 second' where monitor_id in (
      select id from monitors where name = 'Router')`);
    await waitAndLook(db, 0.5);
    expect(await toldLines(db, incidentId)).toEqual([]);
    await setState(db, [child], 'down');
    await waitAndLook(db, 0.6);
    expect(await toldLines(db, incidentId)).toEqual(['opened ops']);
  });

  test('by a parent and its child in one transaction: only the parent is told', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const root = await addUp(db, tenant);
    const child = await addUp(db, tenant, { parentId: root });
    const [rootIncident = '', childIncident = ''] = await goDown(db, tenant, [root, child]);
    expect(await toldLines(db, rootIncident)).toEqual(['opened ops']);
    expect(await toldLines(db, childIncident)).toEqual([]);
    await comeBack(db, [rootIncident, childIncident]);
    expect(await toldLines(db)).toEqual(['opened ops', 'resolved ops']);
    expect(await waitAndLook(db, 60)).toEqual({ deliveries: 0 });
  });

  test('by a parent that was not checked since, for a minute at most', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const root = await addUp(db, tenant);
    const child = await addUp(db, tenant, { parentId: root });
    await db.execute(sql`update check_schedules set last_checked_at = now() - interval '30 seconds'`);
    const incidentId = await down(db, tenant, child);
    await waitAndLook(db, 0.5);
    expect(await toldLines(db, incidentId)).toEqual([]);
    await waitAndLook(db, 0.5);
    expect(await toldLines(db, incidentId)).toEqual(['opened ops']);
    // The wait was ours: it counts.
    expect((await db.select().from(deliveries))[0]?.failedAt).not.toBeNull();
  });

  test('by quiet hours, but not what is critical, nor what a person opens', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const policy = await addPolicy(tenant, {
      steps: [{ after_minutes: 0, all_channels: true }],
      quiet_hours: alwaysQuiet,
    });
    const incidentId = await down(db, tenant, await addUp(db, tenant));
    const critical = await down(db, tenant, await addUp(db, tenant, { severity: 'critical' }));
    expect(await toldLines(db, incidentId)).toEqual([]);
    expect(await toldLines(db, critical)).toEqual(['opened ops']);
    const byHand = await createIncident(tenant.ctx, { project_id: tenant.projectId, title: 'A fire' });
    expect(await toldLines(db, byHand.id)).toEqual(['opened ops']);
    await updatePolicy(tenant.ctx, { id: policy.id, quiet_hours: null });
    await waitAndLook(db, 1);
    expect(await toldLines(db, incidentId)).toEqual(['opened ops']);
  });

  test('not by a parent of which nobody hears before morning, where the child is critical', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    await addPolicy(tenant, {
      steps: [{ after_minutes: 0, all_channels: true }],
      quiet_hours: alwaysQuiet,
    });
    const root = await addUp(db, tenant);
    const child = await addUp(db, tenant, { parentId: root, severity: 'critical' });
    const calm = await addUp(db, tenant, { parentId: root });
    const ids = await goDown(db, tenant, [root, child, calm]);
    await waitAndLook(db, 1);
    const told = await Promise.all(ids.map((id) => toldLines(db, id)));
    expect(told).toEqual([[], ['opened ops'], []]);
  });

  test('steps and reminders as well, and the clock of the steps stands still meanwhile', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const step = (after_minutes: number) => ({ after_minutes, all_channels: true });
    await addPolicy(tenant, { steps: [step(0), step(5), step(10)] });
    const monitorId = await addUp(db, tenant);
    await down(db, tenant, monitorId);
    await setMaintenance(db, tenant, [monitorId], 'Upgrade');
    for (let minute = 0; minute < 20; minute += 1) await waitAndLook(db, 1);
    expect(await toldLines(db)).toEqual(['opened ops']);
    await setMaintenance(db, tenant, [monitorId], null);
    await waitAndLook(db, 1);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops']);
    await waitAndLook(db, 4);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops']);
    await waitAndLook(db, 1);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops', 'escalated 2 ops']);
  });

  test('one that is acknowledged while it is held is told to nobody', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const monitorId = await addUp(db, tenant);
    await setMaintenance(db, tenant, [monitorId], 'Upgrade');
    const id = await down(db, tenant, monitorId);
    await acknowledgeIncident(tenant.ctx, { id });
    await setMaintenance(db, tenant, [monitorId], null);
    await waitAndLook(db, 1);
    await resolveIncident(tenant.ctx, { id });
    expect(await toldLines(db)).toEqual([]);
  });
});

describe('a resolution', () => {
  test.for(['maintenance', 'parent', 'quiet_hours'] as const)(
    'is told whatever holds: %s',
    async (mute, { db }) => {
      const tenant = await createTenant(db);
      await addChannel(db, tenant, 'ops');
      const policy = await addPolicy(tenant, { steps: [{ after_minutes: 0, all_channels: true }] });
      const root = await addUp(db, tenant);
      const monitorId = await addUp(db, tenant, { parentId: root });
      const incidentId = await down(db, tenant, monitorId);
      expect(await toldLines(db, incidentId)).toEqual(['opened ops']);
      if (mute === 'maintenance') await setMaintenance(db, tenant, [monitorId], 'Upgrade');
      if (mute === 'parent') await goDown(db, tenant, [root]);
      if (mute === 'quiet_hours') await updatePolicy(tenant.ctx, { id: policy.id, quiet_hours: alwaysQuiet });
      await comeBack(db, [incidentId]);
      expect(await toldLines(db, incidentId)).toEqual(['opened ops', 'resolved ops']);
    },
  );

  test('goes to whom a policy no longer names, and not to whom nobody told', async ({ db }) => {
    const tenant = await createTenant(db);
    const [ops, boss] = [await addChannel(db, tenant, 'ops'), await addChannel(db, tenant, 'boss')];
    const policy = await addPolicy(tenant, {
      steps: [
        { after_minutes: 0, channel_ids: [ops] },
        { after_minutes: 5, channel_ids: [boss] },
      ],
    });
    const incidentId = await down(db, tenant, await addUp(db, tenant));
    await updatePolicy(tenant.ctx, { id: policy.id, steps: [{ after_minutes: 0, channel_ids: [boss] }] });
    await comeBack(db, [incidentId]);
    expect(await toldLines(db)).toEqual(['opened ops', 'resolved ops']);
  });

  test('an escalation that was tried, and may have arrived, is followed by it', async ({ db }) => {
    const tenant = await createTenant(db);
    const [ops, boss] = [await addChannel(db, tenant, 'ops'), await addChannel(db, tenant, 'boss')];
    await addPolicy(tenant, {
      steps: [
        { after_minutes: 0, channel_ids: [ops] },
        { after_minutes: 5, channel_ids: [boss] },
      ],
    });
    const incidentId = await down(db, tenant, await addUp(db, tenant));
    await waitAndLook(db, 5);
    await db.update(deliveries).set({ attemptCount: 1 }).where(eq(deliveries.channelId, boss));
    await comeBack(db, [incidentId]);
    expect((await toldLines(db)).sort()).toEqual(['opened ops', 'resolved boss', 'resolved ops']);
  });
});

describe('flapping', () => {
  test('the sixth change is one notice, then silence until it is stable', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const monitorId = await addUp(db, tenant);
    for (let round = 0; round < 6; round += 1) {
      await comeBack(db, [await down(db, tenant, monitorId)]);
      await waitAndLook(db, 0.2);
    }
    const told = await toldLines(db);
    expect(told.filter((line) => line === 'flapping ops')).toHaveLength(1);
    // Two outages are told in full; the third's end is the sixth change.
    expect(told.filter((line) => line === 'opened ops')).toHaveLength(3);
    expect(told.filter((line) => line === 'resolved ops')).toHaveLength(2);
    await waitAndLook(db, 9);
    expect(await toldLines(db)).toHaveLength(6);
    await waitAndLook(db, 2);
    const stable = await toldLines(db);
    expect(stable.filter((line) => line === 'resolved ops')).toHaveLength(3);
    expect(stable).toHaveLength(7);
    const [state] = await db.select().from(monitorStates);
    expect(state?.flappingUntilAt).toBeNull();
    expect(await db.select().from(escalations)).toEqual([]);
  });

  test('when it is stable and down, its opening is told', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const monitorId = await addUp(db, tenant);
    for (let round = 0; round < 5; round += 1) {
      await comeBack(db, [await down(db, tenant, monitorId)]);
    }
    const incidentId = await down(db, tenant, monitorId);
    await waitAndLook(db, 9);
    expect(await toldLines(db, incidentId)).toEqual([]);
    expect(await db.select().from(escalations).where(eq(escalations.incidentId, incidentId))).toMatchObject([
      { heldFor: 'flapping' },
    ]);
    await waitAndLook(db, 1.1);
    expect(await toldLines(db, incidentId)).toEqual(['opened ops']);
  });

  test.for(['maintenance', 'quiet_hours'] as const)(
    'that goes on when what muted it is over is one notice then: %s',
    async (mute, { db }) => {
      const tenant = await createTenant(db);
      await addChannel(db, tenant, 'ops');
      const policy = await addPolicy(tenant, {
        steps: [{ after_minutes: 0, all_channels: true }],
        quiet_hours: mute === 'quiet_hours' ? alwaysQuiet : null,
      });
      const monitorId = await addUp(db, tenant);
      if (mute === 'maintenance') await setMaintenance(db, tenant, [monitorId], 'Upgrade');
      const flap = async () => {
        await comeBack(db, [await down(db, tenant, monitorId)]);
        await waitAndLook(db, 0.5);
      };
      for (let round = 0; round < 5; round += 1) await flap();
      expect(await toldLines(db)).toEqual([]);
      if (mute === 'maintenance') await setMaintenance(db, tenant, [monitorId], null);
      else await updatePolicy(tenant.ctx, { id: policy.id, quiet_hours: null });
      for (let round = 0; round < 5; round += 1) await flap();
      expect(await toldLines(db)).toEqual(['flapping ops']);
      // It is stable, and well: whoever heard that it flaps hears that.
      await waitAndLook(db, 11);
      expect(await toldLines(db)).toEqual(['flapping ops', 'resolved ops']);
    },
  );

  test('what muted monitors do is no notice to anybody', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const monitorId = await addUp(db, tenant);
    await setMaintenance(db, tenant, [monitorId], 'Upgrade');
    for (let round = 0; round < 6; round += 1) await comeBack(db, [await down(db, tenant, monitorId)]);
    expect(await toldLines(db)).toEqual([]);
    expect(await db.select().from(monitors)).toHaveLength(1);
  });
});
