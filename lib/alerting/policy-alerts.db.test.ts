import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { channels, deliveries, escalations } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { members } from '@/db/schema/organizations';
import { policies } from '@/db/schema/policies';
import { users } from '@/db/schema/users';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import { getNextAlert } from '@/lib/alerting/get-next-alert';
import {
  addChannel,
  addPolicy,
  addUp,
  comeBack,
  goDown,
  passMinutes,
  toldLines,
} from '@/lib/alerting/testing/policy-world';
import { newId } from '@/lib/core/ids';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { updatePolicy } from '@/lib/policies/update-policy';

const look = (db: Db) => escalateIncidents(db, { limit: 1000 });
const waitAndLook = async (db: Db, minutes: number) => {
  await passMinutes(db, minutes);
  return look(db);
};

async function addMember(db: Db, tenant: Tenant, name: string): Promise<string> {
  const userId = newId('usr');
  await db.insert(users).values({ id: userId, name, email: `${userId}@example.com` });
  await db.insert(members).values({ organizationId: tenant.organizationId, userId, role: 'editor' });
  return userId;
}

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

describe('by a policy', () => {
  test('without any, all shared channels are told at once, and nothing is to come', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    await addChannel(db, tenant, 'own', tenant.userId);
    const incidentId = await down(db, tenant, await addUp(db, tenant));
    expect(await toldLines(db)).toEqual(['opened ops']);
    expect(await db.select().from(escalations)).toEqual([]);
    const [delivery] = await db.select().from(deliveries);
    expect(delivery?.failedAt).not.toBeNull();
    await comeBack(db, [incidentId]);
    expect(await toldLines(db)).toEqual(['opened ops', 'resolved ops']);
  });

  test('steps go on until somebody acknowledges, then reminders, at most so many', async ({ db }) => {
    const tenant = await createTenant(db);
    const [ops, boss] = [await addChannel(db, tenant, 'ops'), await addChannel(db, tenant, 'boss')];
    await addPolicy(tenant, {
      steps: [
        { after_minutes: 0, channel_ids: [ops] },
        { after_minutes: 10, channel_ids: [boss] },
      ],
      repeat_minutes: 15,
      repeat_max: 2,
    });
    const incidentId = await down(db, tenant, await addUp(db, tenant));
    expect(await getNextAlert(tenant.ctx, { id: incidentId })).toMatchObject({
      kind: 'escalated',
      step: 2,
      targets: 'boss',
      at: expect.stringMatching(/Z$/),
      held_for: null,
    });
    expect(await waitAndLook(db, 9)).toEqual({ deliveries: 0 });
    expect(await waitAndLook(db, 1)).toEqual({ deliveries: 1 });
    expect(await look(db)).toEqual({ deliveries: 0 });
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 boss']);
    await waitAndLook(db, 15);
    await waitAndLook(db, 15);
    await waitAndLook(db, 15);
    expect(await toldLines(db)).toEqual([
      'opened ops',
      'escalated 1 boss',
      'reminder 1 boss',
      'reminder 1 ops',
      'reminder 2 boss',
      'reminder 2 ops',
    ]);
    expect(await db.select().from(escalations)).toEqual([]);
    expect(await eventTypes(db, incidentId)).toEqual(
      expect.arrayContaining(['escalated: Step 2: boss', 'reminded: Reminder 1: ops, boss']),
    );
    await db.update(deliveries).set({ status: 'delivered' });
    await comeBack(db, [incidentId]);
    expect((await toldLines(db, incidentId)).slice(-2)).toEqual(['resolved boss', 'resolved ops']);
  });

  test('nothing is told after somebody acknowledges; what waits of it is not sent', async ({ db }) => {
    const tenant = await createTenant(db);
    const [ops, boss] = [await addChannel(db, tenant, 'ops'), await addChannel(db, tenant, 'boss')];
    await addPolicy(tenant, {
      steps: [
        { after_minutes: 0, channel_ids: [ops] },
        { after_minutes: 5, channel_ids: [boss] },
        { after_minutes: 10, all_channels: true },
      ],
      transitions: ['opened', 'acknowledged', 'escalated', 'resolved'],
    });
    const id = await down(db, tenant, await addUp(db, tenant));
    await waitAndLook(db, 5);
    await acknowledgeIncident(tenant.ctx, { id });
    expect(await waitAndLook(db, 60)).toEqual({ deliveries: 0 });
    // The boss's message had not left yet: he hears neither of it nor that somebody has it.
    expect((await toldLines(db)).sort()).toEqual(['acknowledged ops', 'opened ops']);
    const suppressed = await db.select().from(deliveries).where(eq(deliveries.status, 'suppressed'));
    expect(suppressed).toMatchObject([{ transition: 'escalated', step: 1, channelId: boss }]);
  });

  test('a monitor’s own policy stands before the project’s', async ({ db }) => {
    const tenant = await createTenant(db);
    const [ops, boss] = [await addChannel(db, tenant, 'ops'), await addChannel(db, tenant, 'boss')];
    await addPolicy(tenant, { steps: [{ after_minutes: 0, channel_ids: [ops] }] });
    const own = await addPolicy(tenant, {
      is_default: false,
      steps: [{ after_minutes: 0, channel_ids: [boss] }],
      transitions: ['opened'],
    });
    const monitorId = await addUp(db, tenant, { policyId: own.id });
    const incidentId = await down(db, tenant, monitorId);
    await comeBack(db, [incidentId]);
    expect(await toldLines(db)).toEqual(['opened boss']);
  });

  test('people are told by their own channels, in any project, and by mail where they have none', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const [ada, ben] = [tenant.userId, await addMember(db, tenant, 'Ben')];
    await addChannel(db, tenant, 'ops');
    await addChannel(db, tenant, 'Ada’s phone', ada);
    // The same person elsewhere: that tenant's channel is not told.
    await db.insert(members).values({ organizationId: other.organizationId, userId: ada, role: 'viewer' });
    await addChannel(db, other, 'Ada elsewhere', ada);
    const rota = await createOnCallSchedule(tenant.ctx, {
      name: 'Primary',
      time_zone: 'UTC',
      layers: [
        {
          id: 'a',
          name: 'First',
          user_ids: [ben],
          rotation: { every: 1, unit: 'week' },
          starts_at: '2026-01-05T00:00:00Z',
        },
      ],
    });
    await addPolicy(tenant, {
      steps: [{ after_minutes: 0, user_ids: [ada], schedule_ids: [rota.id] }],
    });
    await down(db, tenant, await addUp(db, tenant));
    await down(db, tenant, await addUp(db, tenant));
    expect((await toldLines(db)).sort()).toEqual([
      'opened Ada’s phone',
      'opened Ada’s phone',
      'opened Ben',
      'opened Ben',
    ]);
    const made = await db.select().from(channels).where(eq(channels.userId, ben));
    expect(made).toMatchObject([{ type: 'email', config: { to: [`${ben}@example.com`] } }]);
  });

  test('a step that reaches nobody tells all shared channels; one who has left is passed over', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const ben = await addMember(db, tenant, 'Ben');
    await addChannel(db, tenant, 'ops');
    await addPolicy(tenant, { steps: [{ after_minutes: 0, user_ids: [ben] }] });
    await db.delete(members).where(eq(members.userId, ben));
    await down(db, tenant, await addUp(db, tenant));
    expect(await toldLines(db)).toEqual(['opened ops']);
  });

  test('a spec that nobody can read holds as the built-in one', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const { id } = await addPolicy(tenant, { steps: [{ after_minutes: 0 }] });
    await db
      .update(policies)
      .set({ spec: { steps: 'nonsense' } })
      .where(eq(policies.id, id));
    await down(db, tenant, await addUp(db, tenant));
    expect(await toldLines(db)).toEqual(['opened ops']);
  });

  test('a step that is moved is told at its new time, earlier or later', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const step = (after_minutes: number) => ({ after_minutes, all_channels: true });
    const { id } = await addPolicy(tenant, { steps: [step(0), step(10), step(60)] });
    await down(db, tenant, await addUp(db, tenant));
    await updatePolicy(tenant.ctx, { id, steps: [step(0), step(20), step(60)] });
    await waitAndLook(db, 12);
    expect(await toldLines(db)).toEqual(['opened ops']);
    await updatePolicy(tenant.ctx, { id, steps: [step(0), step(15), step(30)] });
    await look(db);
    await waitAndLook(db, 3);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops']);
    await waitAndLook(db, 15);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops', 'escalated 2 ops']);
  });

  test('an hour late, each step is told once and the next keeps its distance', async ({ db }) => {
    const tenant = await createTenant(db);
    await addChannel(db, tenant, 'ops');
    const step = (after_minutes: number) => ({ after_minutes, all_channels: true });
    await addPolicy(tenant, { steps: [step(0), step(5), step(10)] });
    await down(db, tenant, await addUp(db, tenant));
    await waitAndLook(db, 65);
    await look(db);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops']);
    await waitAndLook(db, 5);
    expect(await toldLines(db)).toEqual(['opened ops', 'escalated 1 ops', 'escalated 2 ops']);
  });
});
