import { and, eq, inArray, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { channels, deliveries, escalations } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { monitorStates } from '@/db/schema/monitors';
import { test } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { escalateIncidents } from '@/lib/alerting/escalate-incidents';
import {
  addChannel,
  addPolicy,
  addUp,
  comeBack,
  goDown,
  passMinutes,
  setMaintenance,
  setState,
} from '@/lib/alerting/testing/policy-world';
import { updatePolicy } from '@/lib/policies/update-policy';

const alwaysQuiet = { time_zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' };

type Op =
  | { kind: 'down' | 'acknowledge' | 'back' | 'maintenance'; monitor: number }
  | { kind: 'pass'; minutes: number }
  | { kind: 'parent' | 'quiet' | 'steps' }
  | { kind: 'channel'; channel: number };

const monitor = fc.nat(2);
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('down' as const), monitor }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('back' as const), monitor }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('acknowledge' as const, 'maintenance' as const), monitor }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(0.2, 1, 5, 12) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('parent' as const, 'quiet' as const, 'steps' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('channel' as const), channel: fc.nat(2) }) },
);

/** What a plain observer knows; all the rest is asked of the database. */
type World = {
  db: Db;
  tenant: Tenant;
  root: string;
  monitors: string[];
  channelIds: string[];
  policyId: string;
  open: Map<string, string>;
  inMaintenance: Set<string>;
  isQuiet: boolean;
  isParentDown: boolean;
  hasFewSteps: boolean;
  /** How often each acknowledged incident had pressed when it was acknowledged. */
  pressedAtAcknowledge: Map<string, number>;
};

const step = (after_minutes: number, extra: object = {}) => ({ after_minutes, all_channels: true, ...extra });

async function begin(db: Db): Promise<World> {
  const tenant = await createTenant(db);
  const channelIds = [];
  for (const name of ['ops', 'chat', 'boss']) channelIds.push(await addChannel(db, tenant, name));
  const policy = await addPolicy(tenant, {
    steps: stepsOf(channelIds, false),
    repeat_minutes: 5,
    repeat_max: 3,
  });
  const root = await addUp(db, tenant, { name: 'Router' });
  const monitors = [
    await addUp(db, tenant, { parentId: root }),
    await addUp(db, tenant, { parentId: root }),
    await addUp(db, tenant),
  ];
  return {
    db,
    tenant,
    root,
    monitors,
    channelIds,
    policyId: policy.id,
    open: new Map(),
    inMaintenance: new Set(),
    isQuiet: false,
    isParentDown: false,
    hasFewSteps: false,
    pressedAtAcknowledge: new Map(),
  };
}

function stepsOf(channelIds: readonly string[], hasFew: boolean) {
  const first = { after_minutes: 0, channel_ids: channelIds.slice(0, 1) };
  return hasFew
    ? [first, step(10)]
    : [first, { after_minutes: 3, channel_ids: channelIds.slice(1) }, step(8)];
}

const pressing = ['escalated', 'reminder'] as const;

async function countPressing(db: Db, incidentId: string): Promise<number> {
  return db.$count(
    deliveries,
    and(eq(deliveries.incidentId, incidentId), inArray(deliveries.transition, [...pressing])),
  );
}

async function act(world: World, op: Op): Promise<void> {
  const { db, tenant, monitors, open } = world;
  const ctx = { ...tenant.ctx, db };
  const monitorId = 'monitor' in op ? (monitors[op.monitor] ?? '') : '';
  const incidentId = open.get(monitorId);
  switch (op.kind) {
    case 'down': {
      if (incidentId !== undefined) return;
      const [opened = ''] = await goDown(db, tenant, [monitorId]);
      open.set(monitorId, opened);
      return;
    }
    case 'back':
      if (incidentId === undefined) return;
      open.delete(monitorId);
      await comeBack(db, [incidentId]);
      await expectResolved(world, incidentId, monitorId);
      return;
    case 'acknowledge':
      if (incidentId === undefined || world.pressedAtAcknowledge.has(incidentId)) return;
      await acknowledgeIncident(ctx, { id: incidentId });
      world.pressedAtAcknowledge.set(incidentId, await countPressing(db, incidentId));
      return;
    case 'maintenance': {
      const wasIn = world.inMaintenance.delete(monitorId);
      if (!wasIn) world.inMaintenance.add(monitorId);
      return setMaintenance(db, tenant, [monitorId], wasIn ? null : 'Upgrade');
    }
    case 'pass':
      return passMinutes(db, op.minutes);
    case 'parent':
      world.isParentDown = !world.isParentDown;
      return setState(db, [world.root], world.isParentDown ? 'down' : 'up');
    case 'quiet':
      world.isQuiet = !world.isQuiet;
      await updatePolicy(ctx, { id: world.policyId, quiet_hours: world.isQuiet ? alwaysQuiet : null });
      return;
    case 'steps':
      world.hasFewSteps = !world.hasFewSteps;
      await updatePolicy(ctx, { id: world.policyId, steps: stepsOf(world.channelIds, world.hasFewSteps) });
      return;
    case 'channel': {
      const id = world.channelIds[op.channel] ?? '';
      await db.update(channels).set({ enabled: sql`not enabled` }).where(eq(channels.id, id));
      return;
    }
  }
}

const telling = ['opened', 'acknowledged', 'escalated', 'reminder', 'flapping'] as const;

/** Every channel that was told of it, and is on, is told that it is over: at once, or when its flapping is. */
async function expectResolved({ db }: World, incidentId: string, monitorId: string): Promise<void> {
  const rows = await db
    .select({ row: deliveries, isOn: channels.enabled })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(eq(deliveries.incidentId, incidentId));
  const of = (list: readonly string[], isOnly = true) =>
    new Set(
      rows
        .filter(
          ({ row, isOn }) =>
            list.includes(row.transition) && row.status !== 'suppressed' && (isOn || !isOnly),
        )
        .map(({ row }) => row.channelId),
    );
  const told = of(telling);
  const over = of(['resolved']);
  const [state] = await db.select().from(monitorStates).where(eq(monitorStates.monitorId, monitorId));
  if (state?.flappingUntilAt !== null && state !== undefined) {
    const owed = await db.select().from(escalations).where(eq(escalations.incidentId, incidentId));
    expect(owed.length === 1 || told.size === 0).toBe(true);
    return;
  }
  expect([...told].filter((id) => !over.has(id))).toEqual([]);
  // And nobody else hears of what they never heard of.
  expect([...over].filter((id) => !of(telling, false).has(id))).toEqual([]);
}

async function expectTruth(world: World): Promise<void> {
  const { db } = world;
  for (const [incidentId, before] of world.pressedAtAcknowledge) {
    expect(await countPressing(db, incidentId)).toBe(before);
  }
  const rows = await db.select().from(deliveries);
  const keys = rows.map((row) => `${row.incidentId} ${row.transition} ${row.step} ${row.channelId}`);
  expect(new Set(keys).size).toBe(keys.length);
  const unheld = [...world.open].filter(([monitorId]) => isFree(world, monitorId));
  const waiting = await db.select().from(escalations);
  for (const [monitorId, incidentId] of unheld) {
    if (world.pressedAtAcknowledge.has(incidentId)) continue;
    const [state] = await db.select().from(monitorStates).where(eq(monitorStates.monitorId, monitorId));
    if (state?.flappingUntilAt !== null) continue;
    const isTold = rows.some((row) => row.incidentId === incidentId && row.transition === 'opened');
    // A minute for the parent's verdict, and up to half of one until it is looked at again.
    const mayWait = waiting.some((row) => row.incidentId === incidentId && row.heldFor !== null);
    expect(isTold || mayWait || !(await anyChannelIsOn(db))).toBe(true);
  }
}

function isFree(world: World, monitorId: string): boolean {
  const isBehind = world.isParentDown && world.monitors.indexOf(monitorId) < 2;
  return !world.isQuiet && !isBehind && !world.inMaintenance.has(monitorId);
}

async function anyChannelIsOn(db: Db): Promise<boolean> {
  return (await db.$count(channels, eq(channels.enabled, true))) > 0;
}

/** Everything is let go, and an hour passes: nothing may be left untold. */
async function expectNothingLeft(world: World): Promise<void> {
  const { db, tenant } = world;
  await setMaintenance(db, tenant, world.monitors, null);
  world.inMaintenance.clear();
  if (world.isQuiet) await act(world, { kind: 'quiet' });
  if (world.isParentDown) await act(world, { kind: 'parent' });
  await db.update(channels).set({ enabled: true });
  for (let minute = 0; minute < 12; minute += 1) {
    await passMinutes(db, 5);
    await escalateIncidents(db, { limit: 1000 });
  }
  await expectTruth(world);
  expect(await db.select().from(escalations)).toEqual([]);
  const rows = await db.select().from(deliveries);
  for (const incident of await db.select().from(incidents)) {
    const own = rows.filter((row) => row.incidentId === incident.id && row.status !== 'suppressed');
    if (incident.status === 'open') {
      expect(own.some(({ transition }) => transition === 'opened')).toBe(true);
    }
    if (incident.status === 'resolved') {
      const told = own.some(({ transition }) => telling.some((each) => each === transition));
      const over = own.some(({ transition }) => transition === 'resolved');
      expect(told || !over).toBe(true);
    }
  }
}

class Undo extends Error {}

test('whatever happens in whatever order: no step after an acknowledgement, each word once, every end told', {
  timeout: 120_000,
}, async ({ db }) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyOp, { minLength: 8, maxLength: 30 }), async (ops) => {
      const walked = db.transaction(async (tx) => {
        const world = await begin(tx);
        for (const op of ops) {
          await act(world, op);
          await escalateIncidents(tx, { limit: 1000 });
          await expectTruth(world);
        }
        await expectNothingLeft(world);
        throw new Undo();
      });
      await walked.catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    }),
    { numRuns: Number(process.env['WALKS'] ?? 12) },
  );
});
