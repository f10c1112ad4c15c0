import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { maintenances, maintenanceWindows } from '@/db/schema/maintenance';
import { monitors } from '@/db/schema/monitors';
import { projects } from '@/db/schema/projects';
import { newId } from '@/lib/core/ids';
import { MaintenanceWorld } from '@/lib/pipeline/testing/maintenance-world';
import { turnMaintenance } from '@/lib/pipeline/turn-maintenance';

let world: MaintenanceWorld;
let id: string;

beforeAll(async () => {
  world = await MaintenanceWorld.open();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.clear();
  await world.at(0);
  id = await world.monitor();
  await world.check({ [id]: 'up' });
});

/** Keeps it watched. */
async function watch(from: number, to: number, result: 'up' | 'down' = 'up'): Promise<void> {
  for (let second = from; second <= to; second += 60) await (await world.at(second)).check({ [id]: result });
}

describe('a window', () => {
  test('begins and ends exactly at its instants, however late within its second it is noticed', async () => {
    await world.window(100, 200);
    await world.at(99);
    expect(await world.turn()).toEqual({ started: 0, ended: 0 });
    await watch(60, 60);
    await world.at(100.7);
    expect(await world.turn()).toEqual({ started: 1, ended: 0 });
    expect(await world.turn()).toEqual({ started: 0, ended: 0 });
    expect(await world.state(id)).toMatchObject({ in_maintenance: true, state: 'up' });
    await watch(120, 180);
    await world.at(200.4);
    expect(await world.turn()).toEqual({ started: 0, ended: 1 });
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-200, up 200-');
    expect(await world.state(id)).toMatchObject({ in_maintenance: false, state: 'up' });
  });

  test('hides an outage but opens its incident, and shows it when it is over', async () => {
    await world.window(100, 200);
    await watch(60, 60);
    await (await world.at(100)).turn();
    await watch(120, 180, 'down');
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-');
    expect(await world.state(id)).toEqual({ state: 'down', in_maintenance: true, incidents: 1 });
    await (await world.at(201)).turn();
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-200, down 200-');
    const [span] = await world.db.execute(
      sql`select cause, reason->>'rule' as rule from spans where ended_at is null`,
    );
    expect(span).toEqual({ cause: 'http_status', rule: 'after_maintenance' });
    const [incident] = await world.db.execute(
      sql`select round(date_part('epoch', down_since_at) * 1000) as ms from incidents order by opened_at desc limit 1`,
    );
    expect(incident).toEqual({ ms: world.instant(120).getTime() });
  });

  test('leaves a paused monitor paused, and hides what comes after its resumption', async () => {
    await world.window(100, 300);
    await (await world.at(70)).pause(id);
    await (await world.at(100)).turn();
    expect(await world.life(id)).toBe('up 0-70, paused 70-');
    await (await world.at(150)).resume(id);
    await (await world.at(155)).check({ [id]: 'up' });
    expect(await world.life(id)).toBe('up 0-70, paused 70-155, maintenance 155-');
    await (await world.at(200)).pause(id);
    await (await world.at(301)).turn();
    expect(await world.life(id)).toBe('up 0-70, paused 70-155, maintenance 155-200, paused 200-');
  });

  test('of two that overlap the last to end ends it, and one that begins where another ends leaves no seam', async () => {
    await world.window(100, 200);
    await world.window(150, 250);
    await world.window(250, 280, [id]);
    for (const second of [60, 100, 120, 150, 180, 200, 240, 250]) {
      await world.at(second);
      await world.turn();
      await world.check({ [id]: 'up' });
    }
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-');
    await (await world.at(281)).turn();
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-280, up 280-');
  });

  test('that runs twice at once in two processes begins once', async () => {
    await world.window(50, 90);
    await world.at(55);
    const turned = await Promise.all([world.turn(), world.turn(), world.turn()]);
    expect(turned.reduce((sum, { started }) => sum + started, 0)).toBe(1);
    expect(await world.life(id)).toBe('up 0-50, maintenance 50-');
  });

  test('whose process dies in the middle is begun by the next look, at the same instant', async () => {
    await world.window(50, 90);
    await world.at(55);
    const dies = () => Promise.reject(new Error('killed'));
    await expect(turnMaintenance(world.db, { beforeCommit: dies })).rejects.toThrow('killed');
    expect(await world.life(id)).toBe('up 0-');
    await (await world.at(58)).turn();
    expect(await world.life(id)).toBe('up 0-50, maintenance 50-');
  });
});

describe('a window that nobody turned in time', () => {
  test('is laid afterwards over what was watched', async () => {
    await world.window(100, 400);
    await watch(60, 180);
    await watch(240, 300, 'down');
    await watch(360, 3600);
    await world.turn();
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-400, up 400-');
  });

  test('leaves unknown what nobody watched, and hides the rest from the moment it is noticed', async () => {
    await world.window(100, 5000);
    await watch(60, 60);
    await world.at(3700);
    await world.turn();
    await world.check({ [id]: 'up' });
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-135, unknown 135-3700, maintenance 3700-');
  });

  test('and is over when Stillup comes back changes nothing that nobody saw', async () => {
    await world.window(1000, 2000);
    await watch(60, 60);
    await world.at(3700);
    expect(await world.turn()).toEqual({ started: 1, ended: 1 });
    await world.check({ [id]: 'up' });
    expect(await world.life(id)).toBe('up 0-135, unknown 135-3700, up 3700-');
    expect(await world.state(id)).toMatchObject({ in_maintenance: false });
  });

  test('ended unnoticed: the present state is told from its beginning on', async () => {
    await world.window(100, 200);
    await watch(60, 60);
    await (await world.at(100)).turn();
    await watch(120, 480);
    await watch(540, 600, 'down');
    await world.turn();
    expect(await world.life(id)).toBe('up 0-100, maintenance 100-200, unknown 200-540, down 540-');
  });
});

describe('the cover of a running window', () => {
  test('reaches a monitor that is made or moved into the project meanwhile, and lets go of one that leaves', async () => {
    const other = newId('prj');
    const { organizationId } = world.tenant;
    await world.db
      .insert(projects)
      .values({ id: other, organizationId, name: 'Other', slug: other, pingKey: other.slice(4) });
    const moved = await world.monitor({ projectId: other });
    await world.window(10, 500);
    await (await world.at(10)).turn();
    await world.check({ [id]: 'up', [moved]: 'up' });
    await world.at(50);
    const made = await world.monitor();
    await world.turn();
    await (await world.at(60)).check({ [id]: 'up', [moved]: 'up', [made]: 'up' });
    await world.db.update(monitors).set({ projectId: world.tenant.projectId }).where(eq(monitors.id, moved));
    await world.db.update(monitors).set({ projectId: other }).where(eq(monitors.id, id));
    await world.turn();
    expect(await world.life(made)).toBe('maintenance 50-');
    expect(await world.life(moved)).toBe('up 10-60, maintenance 60-');
    expect(await world.life(id)).toBe('up 0-10, maintenance 10-60, up 60-');
    expect(await world.state(id)).toMatchObject({ in_maintenance: false });
  });

  test('ends for one that left in the very second in which the window ends', async () => {
    await world.window(10, 60, [id]);
    await (await world.at(10)).turn();
    await world.db.execute(sql`delete from maintenance_monitors`);
    await (await world.at(60)).turn();
    expect(await world.state(id)).toMatchObject({ in_maintenance: false });
    expect(await world.life(id)).toBe('up 0-10, maintenance 10-60, up 60-');
  });
});

test('a recurring maintenance always has its next window laid ahead, once', async () => {
  const maintenanceId = newId('mnt');
  const { organizationId, projectId } = world.tenant;
  await world.db.insert(maintenances).values({
    id: maintenanceId,
    organizationId,
    projectId,
    title: 'Every five minutes',
    coversProject: true,
    schedule: { kind: 'cron', expression: '*/5 * * * *', time_zone: 'UTC' },
    durationMinutes: 2,
  });
  const five = 300 - ((world.instant(0).getTime() / 1000) % 300);
  await world.db.insert(maintenanceWindows).values({
    organizationId,
    maintenanceId,
    startsAt: world.instant(five),
    endsAt: world.instant(five + 120),
    status: 'scheduled',
  });
  const statuses = async () =>
    (
      await world.db.execute<{ status: string }>(
        sql`select status from maintenance_windows order by starts_at`,
      )
    ).map(({ status }) => status);
  await (await world.at(five)).turn();
  expect(await statuses()).toEqual(['active', 'scheduled']);
  await (await world.at(five + 700)).turn();
  expect(await statuses()).toEqual(['completed', 'completed', 'active', 'scheduled']);
});
