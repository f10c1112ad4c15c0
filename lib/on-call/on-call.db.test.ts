import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { channels } from '@/db/schema/alerting';
import { members } from '@/db/schema/organizations';
import { policies } from '@/db/schema/policies';
import { test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { createOnCallOverride } from '@/lib/on-call/create-on-call-override';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { deleteOnCallOverride } from '@/lib/on-call/delete-on-call-override';
import { deleteOnCallSchedule } from '@/lib/on-call/delete-on-call-schedule';
import { findOnCallUsers } from '@/lib/on-call/find-on-call-users';
import { getOnCallNow } from '@/lib/on-call/get-on-call-now';
import { getOnCallSchedule } from '@/lib/on-call/get-on-call-schedule';
import { listOnCallOverrides } from '@/lib/on-call/list-on-call-overrides';
import { listOnCallSchedules } from '@/lib/on-call/list-on-call-schedules';
import { listOnCallShifts } from '@/lib/on-call/list-on-call-shifts';
import { onCallScheduleView, onCallShiftsView } from '@/lib/on-call/schema';
import { addMember, rota, weekly } from '@/lib/on-call/testing/on-call';
import { updateOnCallSchedule } from '@/lib/on-call/update-on-call-schedule';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const unknown = newId('ocs');

async function twoPeople(db: Db): Promise<{ tenant: Tenant; ada: string; ben: string }> {
  const tenant = await createTenant(db);
  return { tenant, ada: tenant.userId, ben: await addMember(db, tenant, 'Ben') };
}

async function actions(db: Db, tenant: Tenant): Promise<string[]> {
  const rows = await db.select().from(auditLog).where(eq(auditLog.organizationId, tenant.organizationId));
  return rows.map((row) => row.action).sort();
}

function isoAt(tenant: Tenant, ms: number): string {
  return new Date(tenant.ctx.now.getTime() + ms).toISOString();
}

describe('createOnCallSchedule', () => {
  test('keeps what was asked for, in the words of today and in UTC', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const input = rota([ada, ben], { name: ' Primary ', time_zone: 'europe/berlin' });
    const view = await createOnCallSchedule(tenant.ctx, input);
    expect(onCallScheduleView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      name: 'Primary',
      time_zone: 'Europe/Berlin',
      layers: [{ ...weekly([ada, ben]), starts_at: '2026-03-02T08:00:00.000Z', restrictions: [] }],
      people: [
        { user_id: ada, name: 'Ada' },
        { user_id: ben, name: 'Ben' },
      ],
    });
    expect(await getOnCallSchedule(tenant.ctx, { id: view.id })).toEqual(view);
    expect((await listOnCallSchedules(tenant.ctx, {})).data).toEqual([view]);
    expect(await actions(db, tenant)).toEqual(['on_call_schedule.created']);
  });

  test('everybody in it, and whoever takes over, can be reached by a channel of their own', async ({
    db,
  }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const cleo = await addMember(db, tenant, 'Cleo');
    const owners = async () => {
      const rows = await db.select().from(channels).where(eq(channels.organizationId, tenant.organizationId));
      return rows.map((row) => row.userId).sort();
    };
    const { id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    expect(await owners()).toEqual([ada]);
    await updateOnCallSchedule(tenant.ctx, { id, layers: [weekly([ada, ben])] });
    expect(await owners()).toEqual([ada, ben].sort());
    await createOnCallOverride(tenant.ctx, {
      schedule_id: id,
      user_id: cleo,
      ends_at: isoAt(tenant, hourMs),
    });
    expect(await owners()).toEqual([ada, ben, cleo].sort());
  });

  test('finds nobody who is not a member, and makes nothing', async ({ db }) => {
    const { tenant, ada } = await twoPeople(db);
    const other = await createTenant(db, 'Other');
    for (const stranger of [other.userId, newId('usr')]) {
      await expect(createOnCallSchedule(tenant.ctx, rota([ada, stranger]))).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    expect((await listOnCallSchedules(tenant.ctx, {})).data).toEqual([]);
    expect(await actions(db, tenant)).toEqual([]);
  });

  test.for([
    [{ time_zone: 'Mars/Olympus' }, '/time_zone'],
    [{ time_zone: '+01:00' }, '/time_zone'],
    [{ name: '' }, '/name'],
    [{ layers: [] }, '/layers'],
    [{ layers: [weekly([])] }, '/layers/0/user_ids'],
    [
      { layers: [weekly([newId('usr')], { rotation: { every: 0, unit: 'day' } })] },
      '/layers/0/rotation/every',
    ],
    [
      { layers: [weekly([newId('usr')], { rotation: { every: 1, unit: 'year' } })] },
      '/layers/0/rotation/unit',
    ],
    [{ layers: [weekly([newId('usr')], { starts_at: '2026-03-02' })] }, '/layers/0/starts_at'],
    [
      { layers: [weekly([newId('usr')], { restrictions: [{ days: [8], from: '09:00', to: '17:00' }] })] },
      '/layers/0/restrictions/0/days/0',
    ],
    [
      { layers: [weekly([newId('usr')], { restrictions: [{ days: [1], from: '9:00', to: '24:00' }] })] },
      '/layers/0/restrictions/0/from',
    ],
    [{ layers: [weekly([newId('usr')]), weekly([newId('usr')])] }, '/layers/1/id'],
  ] as const)('refuses %j and points at %s', async ([extra, pointer], { db }) => {
    const { tenant, ada } = await twoPeople(db);
    await expect(createOnCallSchedule(tenant.ctx, rota([ada], extra))).rejects.toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
  });
});

describe('updateOnCallSchedule', () => {
  test('changes what is named and leaves the rest', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const { id, layers } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    const renamed = await updateOnCallSchedule(later(tenant.ctx, 1000), { id, name: 'Nights' });
    expect(renamed).toMatchObject({ name: 'Nights', layers, time_zone: 'Europe/Berlin' });
    const changed = await updateOnCallSchedule(tenant.ctx, { id, layers: [weekly([ben, ada])] });
    expect(changed.layers[0]?.user_ids).toEqual([ben, ada]);
    expect(changed.name).toBe('Nights');
  });

  test('takes nobody new from outside, but keeps whoever was in it when they left', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const other = await createTenant(db, 'Other');
    const { id } = await createOnCallSchedule(tenant.ctx, rota([ada, ben]));
    await db.delete(members).where(eq(members.userId, ben));
    const kept = await updateOnCallSchedule(tenant.ctx, { id, layers: [weekly([ben, ada])] });
    expect(kept.people).toEqual([{ user_id: ada, name: 'Ada' }]);
    await expect(
      updateOnCallSchedule(tenant.ctx, { id, layers: [weekly([other.userId])] }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deleteOnCallSchedule', () => {
  test('is refused while a policy alerts it, with the name of the policy, and then goes with its overrides', async ({
    db,
  }) => {
    const { tenant, ada } = await twoPeople(db);
    const { id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    await createOnCallOverride(tenant.ctx, { schedule_id: id, user_id: ada, ends_at: isoAt(tenant, hourMs) });
    const steps = [{ schedule_ids: [newId('ocs')] }, { schedule_ids: [newId('ocs'), id] }];
    const { organizationId, projectId } = tenant;
    const policy = { organizationId, projectId, name: 'Night watch', spec: { steps } };
    await db.insert(policies).values(policy);
    await expect(deleteOnCallSchedule(tenant.ctx, { id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Night watch'),
    });
    await db.delete(policies);
    expect(await deleteOnCallSchedule(tenant.ctx, { id })).toEqual({ id });
    await expect(getOnCallSchedule(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteOnCallSchedule(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('overrides', () => {
  test('take over at once where no beginning is given, and show in shifts and in who is on call', async ({
    db,
  }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const { id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    const made = await createOnCallOverride(tenant.ctx, {
      schedule_id: id,
      user_id: ben,
      ends_at: isoAt(tenant, 2 * hourMs),
    });
    expect(made).toMatchObject({
      name: 'Ben',
      starts_at: isoAt(tenant, 0),
      ends_at: isoAt(tenant, 2 * hourMs),
    });
    const at = (ms: number) =>
      findOnCallUsers(db, tenant.organizationId, [id], new Date(tenant.ctx.now.getTime() + ms));
    expect((await at(-1)).get(id)).toEqual([ada]);
    expect((await at(0)).get(id)).toEqual([ben]);
    expect((await at(2 * hourMs - 1)).get(id)).toEqual([ben]);
    expect((await at(2 * hourMs)).get(id)).toEqual([ada]);
    const view = await listOnCallShifts(tenant.ctx, {
      schedule_id: id,
      from: isoAt(tenant, -hourMs),
      to: isoAt(tenant, 3 * hourMs),
    });
    expect(onCallShiftsView.parse(view)).toEqual(view);
    expect(view.shifts.map(({ name, layer_id }) => [name, layer_id])).toEqual([
      ['Ada', 'first'],
      ['Ben', null],
      ['Ada', 'first'],
    ]);
    expect(view.layers.map(({ shifts }) => shifts.map(({ name }) => name))).toEqual([['Ada']]);
  });

  test('do not rewrite the past', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const { id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    const input = { schedule_id: id, user_id: ben, starts_at: isoAt(tenant, -dayMs) };
    const made = await createOnCallOverride(tenant.ctx, { ...input, ends_at: isoAt(tenant, hourMs) });
    expect(made.starts_at).toBe(isoAt(tenant, 0));
    for (const ends_at of [isoAt(tenant, -1), isoAt(tenant, 0), isoAt(tenant, 400 * dayMs)]) {
      await expect(createOnCallOverride(tenant.ctx, { ...input, ends_at })).rejects.toMatchObject({
        code: 'invalid',
        errors: [expect.objectContaining({ pointer: '/ends_at' })],
      });
    }
  });

  test('that are to come are deleted, one that runs ends, one that is over stays', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const { id: schedule_id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    const base = { schedule_id, user_id: ben };
    const running = await createOnCallOverride(tenant.ctx, { ...base, ends_at: isoAt(tenant, dayMs) });
    const coming = await createOnCallOverride(tenant.ctx, {
      ...base,
      starts_at: isoAt(tenant, 2 * dayMs),
      ends_at: isoAt(tenant, 3 * dayMs),
    });
    const anHourOn = later(tenant.ctx, hourMs);
    await deleteOnCallOverride(anHourOn, { schedule_id, id: coming.id });
    await deleteOnCallOverride(anHourOn, { schedule_id, id: running.id });
    expect((await listOnCallOverrides(tenant.ctx, { schedule_id })).data).toEqual([
      { ...running, ends_at: anHourOn.now.toISOString() },
    ]);
    await expect(deleteOnCallOverride(anHourOn, { schedule_id, id: running.id })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(deleteOnCallOverride(anHourOn, { schedule_id, id: coming.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('are for members, and go with them', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const other = await createTenant(db, 'Other');
    const { id: schedule_id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    const ends_at = isoAt(tenant, hourMs);
    await expect(
      createOnCallOverride(tenant.ctx, { schedule_id, user_id: other.userId, ends_at }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await createOnCallOverride(tenant.ctx, { schedule_id, user_id: ben, ends_at });
    await db.delete(members).where(eq(members.userId, ben));
    const found = await findOnCallUsers(db, tenant.organizationId, [schedule_id], tenant.ctx.now);
    expect(found.get(schedule_id)).toEqual([ada]);
  });
});

describe('findOnCallUsers', () => {
  test('answers for many at once, skips who has left, and knows no schedule of another tenant', async ({
    db,
  }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    const other = await createTenant(db, 'Other');
    const foreign = await createOnCallSchedule(other.ctx, rota([other.userId]));
    const first = await createOnCallSchedule(tenant.ctx, rota([ben, ada]));
    const none = await createOnCallSchedule(
      tenant.ctx,
      rota([], { layers: [weekly([ada], { starts_at: '2026-06-01T00:00:00Z' })] }),
    );
    const ids = [first.id, none.id, foreign.id, unknown];
    const ask = () => findOnCallUsers(db, tenant.organizationId, ids, tenant.ctx.now);
    expect([...(await ask())].sort()).toEqual(
      [
        [first.id, [ben]],
        [none.id, []],
      ].sort(),
    );
    await db.delete(members).where(eq(members.userId, ben));
    expect((await ask()).get(first.id)).toEqual([ada]);
    expect(await findOnCallUsers(db, tenant.organizationId, [], tenant.ctx.now)).toEqual(new Map());
  });
});

describe('getOnCallNow', () => {
  test('says who is on call until when and who is next, by the names of the schedules', async ({ db }) => {
    const { tenant, ada, ben } = await twoPeople(db);
    await createOnCallSchedule(tenant.ctx, rota([ada], { name: 'Zulu' }));
    await createOnCallSchedule(tenant.ctx, rota([ada, ben], { name: 'Alpha' }));
    const coming = weekly([ben], {
      starts_at: '2026-03-10T08:00:00Z',
      rotation: { every: 100, unit: 'week' },
    });
    await createOnCallSchedule(tenant.ctx, rota([], { name: 'Mike', layers: [coming] }));
    const { data } = await getOnCallNow(tenant.ctx);
    const person = { ada: { user_id: ada, name: 'Ada' }, ben: { user_id: ben, name: 'Ben' } };
    expect(data.map(({ schedule_name, now, next }) => ({ schedule_name, now, next }))).toEqual([
      {
        schedule_name: 'Alpha',
        now: { ...person.ada, ends_at: '2026-03-09T08:00:00.000Z' },
        next: {
          ...person.ben,
          starts_at: '2026-03-09T08:00:00.000Z',
          ends_at: '2026-03-16T08:00:00.000Z',
        },
      },
      {
        schedule_name: 'Mike',
        now: null,
        next: { ...person.ben, starts_at: '2026-03-10T08:00:00.000Z', ends_at: null },
      },
      { schedule_name: 'Zulu', now: { ...person.ada, ends_at: null }, next: null },
    ]);
  });
});

describe('who may', () => {
  const ways = [
    ['create', createOnCallSchedule],
    ['update', updateOnCallSchedule],
    ['delete', deleteOnCallSchedule],
    ['take over', createOnCallOverride],
    ['give back', deleteOnCallOverride],
  ] as const;

  test.for(ways)('%s: no viewer, no key that only reads, no key of one project', async ([, verb], { db }) => {
    const { tenant } = await twoPeople(db);
    const viewer = withRole(tenant, 'viewer');
    const reader = withApiKey(tenant, ['read']);
    const limited = withApiKey(tenant, ['read', 'write'], tenant.projectId);
    for (const ctx of [viewer, reader, limited]) {
      await expect(verb(ctx, {})).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('see it: a viewer of the organization, and nobody else’s', async ({ db }) => {
    const { tenant, ada } = await twoPeople(db);
    const other = await createTenant(db, 'Other');
    const { id } = await createOnCallSchedule(tenant.ctx, rota([ada]));
    const viewer = withRole(tenant, 'viewer');
    expect((await getOnCallSchedule(viewer, { id })).id).toBe(id);
    expect((await getOnCallNow(viewer)).data).toHaveLength(1);
    expect((await getOnCallNow(other.ctx)).data).toEqual([]);
    const time = { from: isoAt(tenant, 0), to: isoAt(tenant, hourMs) };
    const foreign = [
      () => getOnCallSchedule(other.ctx, { id }),
      () => updateOnCallSchedule(other.ctx, { id, name: 'Mine' }),
      () => deleteOnCallSchedule(other.ctx, { id }),
      () => listOnCallShifts(other.ctx, { schedule_id: id, ...time }),
      () => listOnCallOverrides(other.ctx, { schedule_id: id }),
      () => createOnCallOverride(other.ctx, { schedule_id: id, user_id: other.userId, ends_at: time.to }),
    ];
    for (const call of foreign) await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    expect((await getOnCallSchedule(tenant.ctx, { id })).name).toBe('Primary');
  });
});
