import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { test } from '@/db/testing/database';
import { seedTenant } from '@/lib/pipeline/internal/testing';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import {
  expectDeadlineIn,
  expectOneStory,
  letPass,
  pingBySlug,
  pingOf,
  record,
  seedHeartbeat,
  spansOf,
  statusOf,
  toldOf,
} from '@/lib/pipeline/testing/heartbeat-story';

const rid = '0190c3c0-0000-7000-8000-000000000001';
const log = (db: Db) =>
  db.execute(sql`select n, kind, is_ignored, exit_status, signal, rid, duration_ms from pings order by n`);

describe('every transition is written whole', () => {
  test('the first ping makes it up, and tells nobody', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant);
    await expectOneStory(db);
    const recorded = await record(db, [pingOf(backup)]);
    expect(recorded).toMatchObject({
      outcomes: ['recorded'],
      deliveries: 0,
      changed: [{ organizationId: tenant.organizationId, monitorId: backup.id }],
    });
    expect(await spansOf(db, backup)).toBe('up…');
    await expectDeadlineIn(db, backup, 360);
    await expectOneStory(db);
  });

  test('a failure opens an incident with what was sent, and a success resolves it', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    await record(db, [pingOf(backup)]);
    const failed = pingOf(backup, {
      action: 'fail',
      exitStatus: 3,
      method: 'POST',
      body: Buffer.from('no space'),
    });
    expect(await record(db, [failed])).toMatchObject({ deliveries: 1 });
    expect(
      await db.execute(sql`select cause, evidence->'heartbeat'->'ping' as ping from incidents`),
    ).toMatchObject([
      { cause: 'heartbeat_failed', ping: { n: 2, kind: 'fail', exit_status: 3, body: 'no space' } },
    ]);
    await expectOneStory(db);
    expect(await record(db, [pingOf(backup, { action: 'fail' })])).toMatchObject({ deliveries: 0 });
    await expectOneStory(db);
    expect(await record(db, [pingOf(backup)])).toMatchObject({ deliveries: 1 });
    expect(await spansOf(db, backup)).toBe('up, down, up…');
    expect(await toldOf(db, backup)).toBe('opened, resolved');
    await expectOneStory(db);
  });

  test('failures below the threshold are counted and not told', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db), { failure_threshold: 3 });
    for (const deliveries of [0, 0, 1, 0]) {
      expect(await record(db, [pingOf(backup, { action: 'fail' })])).toMatchObject({ deliveries });
      await expectOneStory(db);
    }
  });

  test('a start, a log line, exit status, signal and run id stand in the log; the duration is measured', async ({
    db,
  }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    await record(db, [
      pingOf(backup, { action: 'start', rid, arrivedMs: -5000 }),
      pingOf(backup, { action: 'log', arrivedMs: -4000 }),
      pingOf(backup, { action: 'success', rid, exitStatus: 0, arrivedMs: -1000 }),
      pingOf(backup, { action: 'fail', signal: 'TERM' }),
      pingOf(backup, { action: 'success', durationMs: 77 }),
    ]);
    expect(await log(db)).toMatchObject([
      { n: 1, kind: 'start', rid, duration_ms: null },
      { n: 2, kind: 'log', rid: null },
      { n: 3, kind: 'success', exit_status: 0, duration_ms: 4000 },
      { n: 4, kind: 'fail', signal: 'TERM', exit_status: null },
      { n: 5, kind: 'success', duration_ms: 77 },
    ]);
    await expectOneStory(db);
  });

  test('a run that was given up a month ago and ends now is no reason to refuse the batch', async ({
    db,
  }) => {
    const tenant = await seedTenant(db);
    const [backup, other] = [await seedHeartbeat(db, tenant), await seedHeartbeat(db, tenant)];
    await record(db, [pingOf(backup, { action: 'start' }), pingOf(backup, { action: 'fail', rid })]);
    await letPass(db, 40 * 86_400);
    expect(await record(db, [pingOf(backup), pingOf(other)])).toMatchObject({
      outcomes: ['recorded', 'recorded'],
    });
    expect((await log(db)).at(-1)).toMatchObject({ duration_ms: null });
  });
});

describe('what a ping brings along', () => {
  test('is stored byte for byte, whatever it is', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    const bodies = [
      Buffer.from([0, 1, 2, 0, 255, 254, 0x5c, 0x22, 0x7b, 0x7d, 0x2c, 0x0a]),
      Buffer.alloc(100_000, 0),
      Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256)),
      Buffer.from('NULL'),
      Buffer.alloc(0),
      null,
    ];
    await record(
      db,
      bodies.map((body) => pingOf(backup, { method: 'POST', body, action: 'fail' })),
    );
    const stored = await db.execute<{ n: number; body: Uint8Array }>(
      sql`select n, body from ping_bodies order by n`,
    );
    expect(stored.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    for (const { n, body } of stored)
      expect(Buffer.from(body).equals(bodies[n - 1] ?? Buffer.alloc(0))).toBe(true);
    await expectOneStory(db);
  });

  test('texts may hold whatever a header may', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    const userAgent = '"quoted", \\back\\ {braced}, NULL, ünï 😀';
    await record(db, [pingOf(backup, { userAgent, address: '2001:db8::1', signal: 'NULL', action: 'fail' })]);
    expect(await db.execute(sql`select user_agent, address, signal from pings`)).toEqual([
      { user_agent: userAgent, address: '2001:db8::1', signal: 'NULL' },
    ]);
  });

  test('words in it say more than the URL, and what is POST only ignores the rest', async ({ db }) => {
    const tenant = await seedTenant(db);
    const words = { failure: ['ERROR'], success: [], start: [] };
    const backup = await seedHeartbeat(db, tenant, { spec: { post_only: true, filters: words } });
    const { outcomes } = await record(db, [
      pingOf(backup),
      pingOf(backup, { method: 'POST', body: Buffer.from('an ERROR') }),
    ]);
    expect(outcomes).toEqual(['ignored', 'recorded']);
    expect(await log(db)).toMatchObject([
      { kind: 'success', is_ignored: true },
      { kind: 'fail', is_ignored: false },
    ]);
    expect(await statusOf(db, backup)).toBe('down');
    await expectOneStory(db);
  });
});

describe('whom a ping is meant for', () => {
  test('one heartbeat may be named both ways in one batch', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant);
    const pings = [
      pingOf(backup),
      pingBySlug(tenant, backup.slug),
      pingOf(backup),
      pingBySlug(tenant, backup.slug),
    ];
    expect((await record(db, pings)).outcomes).toEqual(pings.map(() => 'recorded'));
    expect((await log(db)).map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    await expectOneStory(db);
  });

  test('two of a project with one slug are ambiguous, and neither is touched', async ({ db }) => {
    const tenant = await seedTenant(db);
    const one = await seedHeartbeat(db, tenant, { slug: 'twin' });
    const two = await seedHeartbeat(db, tenant, { slug: 'twin' });
    const { outcomes, changed } = await record(db, [pingBySlug(tenant, 'twin'), pingOf(one)]);
    expect(outcomes).toEqual(['ambiguous', 'recorded']);
    expect(changed.map(({ monitorId }) => monitorId)).toEqual([one.id]);
    expect(await statusOf(db, two)).toBe('new');
    await expectOneStory(db);
  });

  test('what is not known is not found, and the rest of the batch is recorded', async ({ db }) => {
    const tenant = await seedTenant(db);
    const other = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant, { slug: 'nightly' });
    const foreign = await seedHeartbeat(db, other, { slug: 'weekly' });
    const { outcomes } = await record(db, [
      pingOf({ pingUuid: '00000000-0000-4000-8000-000000000000' }),
      pingBySlug(tenant, 'weekly'),
      pingBySlug(other, 'nightly'),
      pingOf({ pingUuid: backup.uuid }),
      pingBySlug(tenant, 'nightly'),
    ]);
    expect(outcomes).toEqual(['not_found', 'not_found', 'not_found', 'not_found', 'recorded']);
    expect(await statusOf(db, foreign)).toBe('new');
    expect(await record(db, [pingBySlug(other, 'none')])).toMatchObject({ dbNowMs: null, changed: [] });
  });
});

describe('many in one batch', () => {
  test('five hundred pings to one heartbeat are numbered in their order', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    const pings = Array.from({ length: 500 }, (_, index) =>
      pingOf(backup, { action: 'log', body: Buffer.from(`line ${index + 1}`), arrivedMs: index - 500 }),
    );
    await record(db, pings);
    const rows = await db.execute<{ n: number; body: string }>(
      sql`select n, convert_from(body, 'utf8') as body from ping_bodies order by received_at, n`,
    );
    expect(rows.map(({ body }) => body)).toEqual(rows.map(({ n }) => `line ${n}`));
    expect(rows).toHaveLength(500);
    await expectOneStory(db);
  });

  test('one that fails and succeeds in one batch opens an incident and resolves it, as often as it does', async ({
    db,
  }) => {
    const tenant = await seedTenant(db);
    const [flaps, fails] = [await seedHeartbeat(db, tenant), await seedHeartbeat(db, tenant)];
    const story = ['success', 'fail', 'success', 'fail', 'fail', 'success'] as const;
    const pings = story.map((action, index) => pingOf(flaps, { action, arrivedMs: index - 100 }));
    const { deliveries } = await record(db, [...pings, pingOf(fails, { action: 'fail' })]);
    expect(deliveries).toBe(5);
    expect(await toldOf(db, flaps)).toBe('opened, resolved, opened, resolved');
    expect(await toldOf(db, fails)).toBe('opened');
    expect(await spansOf(db, flaps)).toBe('up, down, up, down, up…');
    await expectOneStory(db);
  });

  test('all of them in one millisecond leave no span without length behind', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    const story = ['success', 'fail', 'success', 'fail'] as const;
    await record(
      db,
      story.map((action) => pingOf(backup, { action })),
    );
    await expectOneStory(db);
  });

  test('pings that come in another order than they arrived do not turn time back', async ({ db }) => {
    const backup = await seedHeartbeat(db, await seedTenant(db));
    await record(db, [
      pingOf(backup, { arrivedMs: -10 }),
      pingOf(backup, { action: 'fail', arrivedMs: -2000 }),
    ]);
    expect(await statusOf(db, backup)).toBe('down');
    await record(db, [pingOf(backup, { arrivedMs: -3000 })]);
    expect(await statusOf(db, backup)).toBe('up');
    await expectOneStory(db);
  });
});

test('a start that was sent first and stored last leaves no run behind', async ({ db }) => {
  const backup = await seedHeartbeat(db, await seedTenant(db));
  await record(db, [pingOf(backup, { arrivedMs: -10 })]);
  await record(db, [pingOf(backup, { action: 'start', arrivedMs: -4000 })]);
  await expectDeadlineIn(db, backup, 360);
  await expectOneStory(db);
});

describe('paused', () => {
  test('it wakes with the next ping', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant);
    await record(db, [pingOf(backup)]);
    await letPass(db, 60);
    await pauseMonitor({ ...tenant.ctx, db }, { id: backup.id });
    await expectOneStory(db);
    await record(db, [pingOf(backup, { action: 'start' }), pingOf(backup, { action: 'log' })]);
    expect(await statusOf(db, backup)).toBe('paused');
    await expectOneStory(db);
    await record(db, [pingOf(backup)]);
    expect(await spansOf(db, backup)).toBe('up, paused, up…');
    await expectOneStory(db);
  });

  test('a failure wakes it too, and is told', async ({ db }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant);
    await pauseMonitor({ ...tenant.ctx, db }, { id: backup.id });
    expect(await record(db, [pingOf(backup, { action: 'fail' })])).toMatchObject({ deliveries: 1 });
    await expectOneStory(db);
  });

  test('one that waits for a person does not wake, and its pings stand in the log as ignored', async ({
    db,
  }) => {
    const tenant = await seedTenant(db);
    const backup = await seedHeartbeat(db, tenant, { spec: { manual_resume: true } });
    await pauseMonitor({ ...tenant.ctx, db }, { id: backup.id });
    const { outcomes, changed } = await record(db, [pingOf(backup), pingOf(backup, { action: 'fail' })]);
    expect(outcomes).toEqual(['ignored', 'ignored']);
    expect(changed).toHaveLength(1);
    expect(await statusOf(db, backup)).toBe('paused');
    expect(await log(db)).toMatchObject([{ is_ignored: true }, { is_ignored: true }]);
    await expectOneStory(db);
  });
});
