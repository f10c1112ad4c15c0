import { describe, expect } from 'vitest';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { countMonitors } from '@/lib/monitors/count-monitors';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { putMonitorByExternalId } from '@/lib/monitors/put-monitor-by-external-id';
import { type MonitorView, monitorView } from '@/lib/monitors/schema';
import { updateMonitor } from '@/lib/monitors/update-monitor';

function input(tenant: Tenant, extra: Record<string, unknown> = {}) {
  return { project_id: tenant.projectId, type: 'http', spec: { url: 'https://example.com/' }, ...extra };
}

describe('createMonitor', () => {
  test("the seeds' example is expressible", async ({ db }) => {
    const tenant = await createTenant(db);
    const monitor = await createMonitor(tenant.ctx, {
      project_id: tenant.projectId,
      name: 'Checkout API',
      type: 'http',
      spec: {
        url: 'https://api.example.com/health',
        method: 'GET',
        headers: { Accept: 'application/json' },
        expected_status_codes: ['200'],
        expected_keyword: 'ok',
      },
      timeout_ms: 10_000,
      interval_seconds: 60,
      failure_threshold: 3,
      degraded_after_ms: 1200,
    });
    expect(monitorView.parse(monitor)).toEqual(monitor);
    expect(monitor).toMatchObject({ status: 'pending', failure_threshold: 3, degraded_after_ms: 1200 });
    expect(monitor.regions).toEqual(['local']);
    expect(monitor.next_check_at).not.toBeNull();
    expect(await getMonitor(tenant.ctx, { id: monitor.id })).toEqual(monitor);
  });

  test('without a name it takes the host of its target', async ({ db }) => {
    const tenant = await createTenant(db);
    const monitor = await createMonitor(
      tenant.ctx,
      input(tenant, { spec: { url: 'http://a.example:81/x' } }),
    );
    expect(monitor.name).toBe('a.example:81');
  });

  test.for([
    [{ spec: { url: 'ftp://example.com/' } }, '/spec/url'],
    [{ spec: { url: 'http://169.254.169.254/latest/' } }, '/spec/url'],
    [{ spec: { url: 'https://example.com/', colour: 'red' } }, '/spec/colour'],
    [{ interval_seconds: 9 }, '/interval_seconds'],
    [{ interval_seconds: 10, timeout_ms: 10_001 }, '/timeout_ms'],
    [{ degraded_after_ms: 10_001 }, '/degraded_after_ms'],
    [{ regions: ['atlantis'] }, '/regions/0'],
    [{ type: 'carrier-pigeon' }, '/type'],
    [{ unknown_field: 1 }, '/unknown_field'],
    [
      { spec: { url: 'https://example.com/', auth: { kind: 'bearer', token: '********' } } },
      '/spec/auth/token',
    ],
  ] as const)('refuses %j and points at %s', async ([extra, pointer], { db }) => {
    const tenant = await createTenant(db);
    await expect(createMonitor(tenant.ctx, input(tenant, extra))).rejects.toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
  });

  test('a viewer and a read-only key may not', async ({ db }) => {
    const tenant = await createTenant(db);
    for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read', 'ping'])]) {
      await expect(createMonitor(ctx, input(tenant))).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test("another tenant's project is as if it were not there", async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    await expect(createMonitor(tenant.ctx, input(other))).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a key limited to another project is refused', async ({ db }) => {
    const tenant = await createTenant(db);
    const ctx = withApiKey(tenant, ['write'], newId('prj'));
    await expect(createMonitor(ctx, input(tenant))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('getMonitor', () => {
  test("another tenant's monitor is as if it were not there", async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { id } = await createMonitor(tenant.ctx, input(tenant));
    await expect(getMonitor(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getMonitor(withApiKey(tenant, ['read'], newId('prj')), { id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('no secret is given back', async ({ db }) => {
    const tenant = await createTenant(db);
    const auth = { kind: 'bearer', token: 'very-secret' };
    const spec = { url: 'https://example.com/', auth, headers: { 'X-Api-Key': 'also-secret' } };
    const { id } = await createMonitor(tenant.ctx, input(tenant, { spec }));
    expect(JSON.stringify(await getMonitor(tenant.ctx, { id }))).not.toMatch(/very-secret|also-secret/);
  });
});

describe('listMonitors', () => {
  test('pages through every monitor once, in the order of names', async ({ db }) => {
    const tenant = await createTenant(db);
    for (const name of ['d', 'b', 'a', 'c', 'b']) await createMonitor(tenant.ctx, input(tenant, { name }));
    const seen: MonitorView[] = [];
    let cursor: string | null = null;
    do {
      const page = await listMonitors(tenant.ctx, { limit: 2, ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.data);
      cursor = page.page.next_cursor;
    } while (cursor !== null);
    expect(seen.map(({ name }) => name)).toEqual(['a', 'b', 'b', 'c', 'd']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  });

  test('finds by part of the name, by tag and by status, and takes no wildcard', async ({ db }) => {
    const tenant = await createTenant(db);
    await createMonitor(tenant.ctx, input(tenant, { name: 'Checkout 100%', tags: ['shop'] }));
    await createMonitor(tenant.ctx, input(tenant, { name: 'Docs' }));
    const names = async (filter: Record<string, unknown>) =>
      (await listMonitors(tenant.ctx, filter)).data.map(({ name }) => name);
    expect(await names({ q: 'check' })).toEqual(['Checkout 100%']);
    expect(await names({ q: '%' })).toEqual(['Checkout 100%']);
    expect(await names({ tag: 'shop' })).toEqual(['Checkout 100%']);
    expect(await names({ status: 'pending' })).toEqual(['Checkout 100%', 'Docs']);
    expect(await names({ status: 'down' })).toEqual([]);
  });

  test("shows nothing of another tenant, and to a key only its project's", async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    await createMonitor(tenant.ctx, input(tenant));
    expect((await listMonitors(other.ctx, {})).data).toEqual([]);
    expect((await listMonitors(withApiKey(tenant, ['read'], newId('prj')), {})).data).toEqual([]);
    expect((await listMonitors(withApiKey(tenant, ['read'], tenant.projectId), {})).data).toHaveLength(1);
    expect(await countMonitors(tenant.ctx, {})).toMatchObject({ pending: 1, up: 0 });
    expect(await countMonitors(other.ctx, {})).toMatchObject({ pending: 0 });
  });

  test.for(['x', 'WyJhIl0', 'WyJhIiwiYiJd'])('refuses the forged cursor %s', async (cursor, { db }) => {
    const tenant = await createTenant(db);
    await expect(listMonitors(tenant.ctx, { cursor })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('updateMonitor', () => {
  test('changes what is named and keeps the rest, secrets too', async ({ db }) => {
    const tenant = await createTenant(db);
    const spec = { url: 'https://example.com/', auth: { kind: 'bearer', token: 't' }, headers: { A: '1' } };
    const before = await createMonitor(tenant.ctx, input(tenant, { spec, degraded_after_ms: 500 }));
    const after = await updateMonitor(later(tenant.ctx, 1000), {
      id: before.id,
      name: 'Renamed',
      degraded_after_ms: null,
      spec: { ...before.spec, headers: { A: null, B: '2' } },
    });
    expect(after).toMatchObject({ name: 'Renamed', degraded_after_ms: null });
    expect(after.spec).toHaveProperty('headers', { B: '2' });
    expect(after.interval_seconds).toBe(before.interval_seconds);
    expect(after.updated_at > before.updated_at).toBe(true);
    const [row] = await db.query.monitors.findMany();
    expect(row?.spec).toMatchObject({ auth: { kind: 'bearer', token: 't' } });
  });

  test('refuses a time-out over the interval even when they come in two steps', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMonitor(tenant.ctx, input(tenant));
    await updateMonitor(tenant.ctx, { id, interval_seconds: 20, timeout_ms: 20_000 });
    await expect(updateMonitor(tenant.ctx, { id, interval_seconds: 10 })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('a taken external_id is a conflict', async ({ db }) => {
    const tenant = await createTenant(db);
    await createMonitor(tenant.ctx, input(tenant, { external_id: 'a' }));
    const { id } = await createMonitor(tenant.ctx, input(tenant));
    await expect(updateMonitor(tenant.ctx, { id, external_id: 'a' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('viewers and other tenants may not', async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { id } = await createMonitor(tenant.ctx, input(tenant));
    await expect(updateMonitor(withRole(tenant, 'viewer'), { id, name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(updateMonitor(other.ctx, { id, name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateMonitor(tenant.ctx, { id, project_id: other.projectId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('deleteMonitor', () => {
  test('is gone at once, and the second time there is nothing to delete', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createMonitor(tenant.ctx, input(tenant));
    expect(await deleteMonitor(tenant.ctx, { id })).toEqual({ id });
    await expect(deleteMonitor(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.query.checkSchedules.findMany()).toEqual([]);
  });

  test('viewers and other tenants may not', async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { id } = await createMonitor(tenant.ctx, input(tenant));
    await expect(deleteMonitor(withRole(tenant, 'viewer'), { id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(deleteMonitor(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('putMonitorByExternalId', () => {
  test('twice with the same settings is one monitor, and headers are replaced whole', async ({ db }) => {
    const tenant = await createTenant(db);
    const put = (headers: Record<string, string>) =>
      putMonitorByExternalId(
        tenant.ctx,
        input(tenant, { external_id: 'web', spec: { url: 'https://example.com/', headers } }),
      );
    const first = await put({ A: '1' });
    const second = await put({ B: '2' });
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.monitor.id).toBe(first.monitor.id);
    expect(second.monitor.spec).toHaveProperty('headers', { B: '2' });
  });

  test('ten at once make one monitor', async () => {
    const database = await freshDatabase({ max: 10 });
    try {
      const tenant = await createTenant(database.db);
      const puts = await Promise.all(
        Array.from({ length: 10 }, () =>
          putMonitorByExternalId(tenant.ctx, input(tenant, { external_id: 'web' })),
        ),
      );
      expect(new Set(puts.map(({ monitor }) => monitor.id)).size).toBe(1);
      expect(puts.filter(({ created }) => created)).toHaveLength(1);
    } finally {
      await database.close();
    }
  });
});
