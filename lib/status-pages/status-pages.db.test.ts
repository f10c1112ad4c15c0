import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog } from '@/db/schema/access';
import { pageDomains } from '@/db/schema/domains';
import { pageIncidents } from '@/db/schema/page-incidents';
import { pageMarks, statusPages } from '@/db/schema/status-pages';
import { subscribers } from '@/db/schema/subscribers';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, withApiKey, withRole } from '@/db/testing/tenants';
import { verifyPassword } from '@/lib/access/passwords';
import { addMonitor } from '@/lib/alerting/testing/world';
import { newId } from '@/lib/core/ids';
import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';
import { getStatusPage } from '@/lib/status-pages/get-status-page';
import { listStatusPages } from '@/lib/status-pages/list-status-pages';
import { putPageAccess } from '@/lib/status-pages/put-page-access';
import { updateStatusPage } from '@/lib/status-pages/update-status-page';

describe('a status page', () => {
  test('is made with its monitors, changed and deleted by who may, and is nothing to anybody else', async ({
    db,
  }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const { ctx, projectId: project_id } = tenant;
    const monitorId = await addMonitor(db, tenant);
    const page = await createStatusPage(ctx, {
      project_id,
      name: 'Acme Status',
      default_locale: 'de',
      locales: ['en'],
      monitor_ids: [monitorId, monitorId],
    });
    const { id } = page;
    expect(page).toMatchObject({
      slug: 'acme-status',
      url: expect.stringMatching(/\/status\/acme-status$/),
      is_published: false,
      locales: ['de', 'en'],
      branding: { accent: '#0f7b5f' },
      settings: { uptime_formula: 'duration' },
      components: [{ kind: 'monitor', monitor_id: monitorId, position: 0, group_id: null }],
    });
    expect(await getStatusPage(withRole(tenant, 'viewer'), { id })).toEqual(page);
    await createPageComponent(ctx, { page_id: id, kind: 'group', name: 'No component by itself' });
    expect((await listStatusPages(ctx, {})).data).toMatchObject([{ id, component_count: 1 }]);
    expect((await listStatusPages(other.ctx, {})).data).toEqual([]);
    const renamed = await updateStatusPage(later(ctx, 5), { id, name: 'Acme', locales: ['fr'] });
    expect(renamed).toMatchObject({ name: 'Acme', slug: 'acme-status', locales: ['de', 'fr'] });
    expect(await updateStatusPage(later(ctx, 9), { id, name: 'Acme' })).toEqual(renamed);

    const open = (as: typeof ctx) => putPageAccess(as, { id, access: 'public' });
    const writes = [
      (as: typeof ctx) => updateStatusPage(as, { id, name: 'Mine' }),
      (as: typeof ctx) => deleteStatusPage(as, { id }),
      open,
    ];
    for (const write of writes) {
      await expect(write(withRole(tenant, 'viewer'))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(write(withApiKey(tenant, ['read']))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(write(other.ctx)).rejects.toMatchObject({ code: 'not_found' });
      const elsewhere = withApiKey(tenant, ['read', 'write'], newId('prj'));
      await expect(write(elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(getStatusPage(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(createStatusPage(other.ctx, { project_id, name: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await deleteStatusPage(ctx, { id });
    await expect(deleteStatusPage(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    const logged = await db.select().from(auditLog).where(eq(auditLog.targetId, id));
    expect(logged.map(({ action }) => action)).toEqual([
      'status_page.created',
      'status_page.updated',
      'status_page.deleted',
    ]);
  });

  test('takes no monitor of another project or tenant, and then is not made', async ({ db }) => {
    const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const theirs = await addMonitor(db, other);
    const input = { project_id: tenant.projectId, name: 'Status', monitor_ids: [theirs] };
    await expect(createStatusPage(tenant.ctx, input)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('has an address that nobody else has, in any organization; a reserved one is refused', async ({
    db,
  }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    const create = (tenant: typeof one, input: object) =>
      createStatusPage(tenant.ctx, { project_id: tenant.projectId, name: 'Status', ...input });
    const first = await create(one, {});
    expect(first.slug).toBe('status');
    expect((await create(other, {})).slug).toBe('status-2');
    expect((await create(one, { name: 'Assets' })).slug).toBe('assets-2');
    expect((await create(one, { name: 'X' })).slug).toBe('status-x');
    expect((await create(one, { name: '日本' })).slug).toBe('status-3');
    const taken = { code: 'conflict', errors: [expect.objectContaining({ pointer: '/slug' })] };
    await expect(create(other, { slug: 'status' })).rejects.toMatchObject(taken);
    const move = { id: first.id, slug: 'status-2' };
    await expect(updateStatusPage(one.ctx, move)).rejects.toMatchObject(taken);
    expect((await updateStatusPage(one.ctx, { id: first.id, slug: 'status' })).slug).toBe('status');
    for (const slug of ['new', 'a', '-a', 'A b', 'ä', 'x/y', '..', 'x'.repeat(61)]) {
      await expect(create(one, { slug })).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  test('of ten made at the same moment of one name, each has its own address', async () => {
    const database = await freshDatabase({ max: 10 });
    try {
      const { ctx, projectId: project_id } = await createTenant(database.db);
      const made = await Promise.all(
        Array.from({ length: 10 }, () => createStatusPage(ctx, { project_id, name: 'Status' })),
      );
      expect(new Set(made.map(({ slug }) => slug)).size).toBe(10);
      const moved = await Promise.allSettled(
        made.map(({ id }) => updateStatusPage(ctx, { id, slug: 'the-one' })),
      );
      expect(moved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    } finally {
      await database.close();
    }
  });

  test('is marked with each change, and only then', async ({ db }) => {
    const { ctx, projectId: project_id } = await createTenant(db);
    const marks = () => db.$count(pageMarks);
    const { id } = await createStatusPage(ctx, { project_id, name: 'Status' });
    expect(await marks()).toBe(1);
    await updateStatusPage(ctx, { id, is_published: true });
    expect(await marks()).toBe(2);
    await updateStatusPage(ctx, { id, is_published: true });
    await putPageAccess(ctx, { id, access: 'public' });
    expect(await marks()).toBe(2);
    await putPageAccess(ctx, { id, access: 'ip', allowed_ranges: ['203.0.113.0/24'] });
    expect(await marks()).toBe(3);
    await deleteStatusPage(ctx, { id });
    expect(await marks()).toBe(4);
  });

  test('is listed with its counts and its proven domain, newest first, for one project or all', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const { ctx, organizationId, projectId: project_id } = tenant;
    const { id: pageId } = await createStatusPage(ctx, { project_id, name: 'First' });
    const second = await createStatusPage(later(ctx, 1000), { project_id, name: 'Second' });
    const row = { organizationId, pageId };
    const told = { ...row, kind: 'email' as const, locale: 'en' as const };
    const [confirmedAt, unsubscribedAt] = [ctx.now, ctx.now];
    await db.insert(subscribers).values([
      { ...told, address: 'a@example.com', confirmedAt },
      { ...told, address: 'b@example.com', confirmedAt, unsubscribedAt },
      { ...told, address: 'c@example.com' },
    ]);
    const incident = {
      ...row,
      kind: 'incident' as const,
      origin: 'person' as const,
      title: 'Slow',
      status: 'investigating' as const,
      impact: 'minor' as const,
      startedAt: ctx.now,
      createdBy: { kind: 'system' as const, id: 'test', name: 'test' },
    };
    await db
      .insert(pageIncidents)
      .values([
        { ...incident, publishedAt: ctx.now },
        { ...incident, publishedAt: ctx.now, resolvedAt: ctx.now },
        incident,
      ]);
    const domain = { ...row, nextCheckAt: ctx.now };
    await db.insert(pageDomains).values([
      { ...domain, hostname: 'new.example.com', verifiedAt: new Date('2026-03-03T00:00:00Z') },
      { ...domain, hostname: 'old.example.com', verifiedAt: new Date('2026-03-01T00:00:00Z') },
      { ...domain, hostname: 'first.example.com' },
    ]);
    const list = await listStatusPages(ctx, {});
    expect(list.data).toMatchObject([
      { id: second.id, subscriber_count: 0, unresolved_count: 0, component_count: 0, url: second.url },
      { id: pageId, subscriber_count: 1, unresolved_count: 1, url: 'https://old.example.com' },
    ]);
    expect((await getStatusPage(ctx, { id: pageId })).url).toBe('https://old.example.com');
    const limited = withApiKey(tenant, ['read'], newId('prj'));
    expect((await listStatusPages(limited, {})).data).toEqual([]);
    await expect(listStatusPages(limited, { project_id })).rejects.toMatchObject({ code: 'not_found' });
    const start = await listStatusPages(ctx, { limit: 1 });
    const rest = await listStatusPages(ctx, { limit: 1, cursor: start.page.next_cursor ?? '' });
    expect([...start.data, ...rest.data]).toEqual(list.data);
  });
});

describe('putPageAccess', () => {
  test('keeps the password where none is given, and ends what was handed out with each change', async ({
    db,
  }) => {
    const { ctx, projectId: project_id } = await createTenant(db);
    const { id } = await createStatusPage(ctx, { project_id, name: 'Status' });
    const stored = async () => {
      const [row] = await db.select().from(statusPages).where(eq(statusPages.id, id));
      return { hash: row?.passwordHash ?? null, version: row?.accessVersion };
    };
    await expect(putPageAccess(ctx, { id, access: 'password' })).rejects.toMatchObject({
      code: 'invalid',
      errors: [expect.objectContaining({ pointer: '/password' })],
    });
    const view = await putPageAccess(ctx, { id, access: 'password', password: 'open sesame' });
    expect(JSON.stringify(view)).not.toMatch(/sesame|argon2|accessVersion/);
    const first = await stored();
    expect(first).toMatchObject({ hash: expect.stringMatching(/^\$argon2id\$/), version: 2 });
    expect(await verifyPassword(first.hash, 'open sesame')).toBe(true);
    await putPageAccess(ctx, { id, access: 'password' });
    expect(await stored()).toEqual(first);
    await putPageAccess(ctx, { id, access: 'public' });
    await putPageAccess(ctx, { id, access: 'password' });
    expect(await stored()).toEqual({ hash: first.hash, version: 4 });
    await putPageAccess(ctx, { id, access: 'password', password: 'another one' });
    const second = await stored();
    expect(second.version).toBe(5);
    expect(await verifyPassword(second.hash, 'open sesame')).toBe(false);
    const [logged] = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, 'status_page.access_changed'));
    expect(logged?.detail).toEqual({ access: 'password', was: 'public' });
  });

  test('takes addresses, ranges and domains that are some', async ({ db }) => {
    const { ctx, projectId: project_id } = await createTenant(db);
    const { id } = await createStatusPage(ctx, { project_id, name: 'Status' });
    const put = (input: object) => putPageAccess(ctx, { id, ...input });
    const ranges = ['203.0.113.7', '2001:db8::/32'];
    expect(await put({ access: 'ip', allowed_ranges: [...ranges, ...ranges] })).toMatchObject({
      access: 'ip',
      allowed_ranges: ranges,
    });
    const domains = { access: 'email', allowed_email_domains: ['Example.com'] };
    expect(await put(domains)).toMatchObject({ access: 'email', allowed_email_domains: ['example.com'] });
    for (const input of [
      { access: 'ip', allowed_ranges: [] },
      { access: 'ip', allowed_ranges: ['10.0.0.0/33'] },
      { access: 'ip', allowed_ranges: ['example.com'] },
      { access: 'email', allowed_email_domains: ['a@example.com'] },
      { access: 'password', password: 'short' },
      { access: 'public', password: 'open sesame' },
    ]) {
      await expect(put(input)).rejects.toMatchObject({ code: 'invalid' });
    }
  });
});
