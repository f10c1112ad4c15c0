import { describe, expect } from 'vitest';
import { test } from '@/db/testing/database';
import { createTenant, withApiKey, withRole } from '@/db/testing/tenants';
import { listAuditLog } from '@/lib/audit/list-audit-log';
import { writeAudit } from '@/lib/audit/write-audit';

describe('listAuditLog', () => {
  test("shows the organization's own entries, newest first, in pages, by action", async ({ db }) => {
    const [one, other] = [await createTenant(db), await createTenant(db, 'Other')];
    for (const action of ['monitor.created', 'monitor.updated', 'monitor.created']) {
      await writeAudit(one.ctx, db, { action, targetId: 'mon_x', detail: { action } });
    }
    const first = await listAuditLog(one.ctx, { limit: 2 });
    const second = await listAuditLog(one.ctx, { limit: 2, cursor: first.page.next_cursor ?? '' });
    expect([...first.data, ...second.data]).toHaveLength(3);
    expect(first.data[0]).toMatchObject({
      at: one.ctx.now.toISOString(),
      actor: { kind: 'user', id: one.userId },
      target_id: 'mon_x',
      request_id: one.ctx.requestId,
    });
    expect((await listAuditLog(one.ctx, { action: 'monitor.updated' })).data).toHaveLength(1);
    expect((await listAuditLog(other.ctx, {})).data).toEqual([]);
  });

  test('is for owners, admins and unlimited keys that may read', async ({ db }) => {
    const tenant = await createTenant(db);
    await listAuditLog(withRole(tenant, 'admin'), {});
    await listAuditLog(withApiKey(tenant, ['read']), {});
    for (const ctx of [
      withRole(tenant, 'editor'),
      withApiKey(tenant, ['write']),
      withApiKey(tenant, ['read'], tenant.projectId),
    ]) {
      await expect(listAuditLog(ctx, {})).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});
