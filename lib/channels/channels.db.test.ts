import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { channels } from '@/db/schema/alerting';
import { test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { createChannel } from '@/lib/channels/create-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { getChannel } from '@/lib/channels/get-channel';
import { listChannels } from '@/lib/channels/list-channels';
import { openChannel } from '@/lib/channels/open-channel';
import { rotateSigningSecret } from '@/lib/channels/rotate-signing-secret';
import { channelView } from '@/lib/channels/schema';
import { updateChannel } from '@/lib/channels/update-channel';
import { newId } from '@/lib/core/ids';
import { createSealer } from '@/lib/core/sealing';

const sealer = createSealer('a secret of at least thirty-two characters');
const deps = { sealer, policy: { privateTargets: 'deny', ownHosts: ['status.example.com'] } } as const;

const secret = 'Bearer hunter2-hunter2';
const config = { url: 'https://hooks.example.com/x', headers: { Authorization: secret, 'X-Team': 'ops' } };

function hook(tenant: Tenant, extra: Record<string, unknown> = {}) {
  return { project_id: tenant.projectId, type: 'webhook', name: 'Hook', config, ...extra };
}

async function stored(db: Db, id: string) {
  const [row] = await db.select().from(channels).where(eq(channels.id, id));
  if (row === undefined) throw new Error('no such channel');
  return row;
}

describe('createChannel', () => {
  test('gives the signing secret once, and never the values of headers', async ({ db }) => {
    const tenant = await createTenant(db);
    const { signing_secret: signingSecret, ...view } = await createChannel(tenant.ctx, hook(tenant), deps);
    expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(channelView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      type: 'webhook',
      enabled: true,
      config: { url: config.url, headers: { Authorization: '********', 'X-Team': '********' } },
      last_delivery_at: null,
      last_error: null,
    });
    expect(await getChannel(tenant.ctx, { id: view.id })).toEqual(view);
    const row = await stored(db, view.id);
    expect(JSON.stringify(row)).not.toContain('hunter2');
    expect(JSON.stringify(row)).not.toContain(signingSecret);
    expect(openChannel(row, sealer, tenant.ctx.now)).toEqual({ config, signingSecrets: [signingSecret] });
  });

  test('a row copied to another channel or tenant keeps its secrets shut', async ({ db }) => {
    const tenant = await createTenant(db);
    const row = await stored(db, (await createChannel(tenant.ctx, hook(tenant), deps)).id);
    expect(() => openChannel({ ...row, id: newId('chn') }, sealer, tenant.ctx.now)).toThrow();
    expect(() => openChannel({ ...row, organizationId: newId('org') }, sealer, tenant.ctx.now)).toThrow();
  });

  test('mail needs addresses, takes each once, and has no signing secret', async ({ db }) => {
    const tenant = await createTenant(db);
    const input = {
      project_id: tenant.projectId,
      type: 'email',
      config: { to: ['A@b.co', 'a@b.co', 'c@d.co'] },
    };
    const view = await createChannel(tenant.ctx, input, deps);
    expect(view).toMatchObject({ name: 'a@b.co', config: { to: ['a@b.co', 'c@d.co'] } });
    expect(view).not.toHaveProperty('signing_secret');
  });

  test.for([
    [{ config: { url: 'ftp://example.com/' } }, '/config/url'],
    [{ config: { url: 'http://169.254.169.254/latest/' } }, '/config/url'],
    [{ config: { url: 'http://10.0.0.1/' } }, '/config/url'],
    [{ config: { url: 'https://status.example.com/' } }, '/config/url'],
    [{ config: { ...config, headers: { 'Webhook-Id': 'x' } } }, '/config/headers/Webhook-Id'],
    [{ config: { ...config, headers: { A: 'x\r\nB: y' } } }, '/config/headers/A'],
    [{ config: { ...config, headers: { A: '********' } } }, '/config/headers/A'],
    [{ config: { ...config, colour: 'red' } }, '/config/colour'],
    [{ type: 'email', config: { to: [] } }, '/config/to'],
    [{ type: 'email', config: { to: ['a@b.co\r\nBcc: x@y.co'] } }, '/config/to/0'],
    [{ type: 'pigeon' }, '/type'],
  ] as const)('refuses %j and points at %s', async ([extra, pointer], { db }) => {
    const tenant = await createTenant(db);
    await expect(createChannel(tenant.ctx, hook(tenant, extra), deps)).rejects.toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
  });

  test("another tenant's project does not exist, nor one outside a key's", async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const foreign = createChannel(tenant.ctx, hook(other), deps);
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    const limited = createChannel(withApiKey(tenant, ['write'], newId('prj')), hook(tenant), deps);
    await expect(limited).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('updateChannel', () => {
  test('a masked value stays, a new one replaces, null removes', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createChannel(tenant.ctx, hook(tenant), deps);
    const view = await updateChannel(
      tenant.ctx,
      { id, config: { headers: { Authorization: '********', 'X-Team': null, 'X-New': 'n' } } },
      deps,
    );
    expect(view.config).toEqual({
      url: config.url,
      headers: { Authorization: '********', 'X-New': '********' },
    });
    expect(openChannel(await stored(db, id), sealer, tenant.ctx.now).config).toEqual({
      url: config.url,
      headers: { Authorization: secret, 'X-New': 'n' },
    });
  });

  test('secrets are not carried over to another origin', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createChannel(tenant.ctx, hook(tenant), deps);
    const stolen = updateChannel(tenant.ctx, { id, config: { url: 'https://evil.example.net/' } }, deps);
    await expect(stolen).rejects.toMatchObject({ code: 'invalid' });
    const moved = await updateChannel(
      tenant.ctx,
      { id, config: { url: 'https://hooks.example.com/y' } },
      deps,
    );
    expect(moved.config).toMatchObject({ url: 'https://hooks.example.com/y' });
    expect(openChannel(await stored(db, id), sealer, tenant.ctx.now).config).toMatchObject({
      headers: config.headers,
    });
  });

  test('switching it on again clears why it was off', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createChannel(tenant.ctx, hook(tenant), deps);
    await db.update(channels).set({ enabled: false, disabledReason: '410' }).where(eq(channels.id, id));
    const view = await updateChannel(later(tenant.ctx, 1000), { id, enabled: true }, deps);
    expect(view).toMatchObject({ enabled: true, disabled_reason: null, name: 'Hook' });
  });

  test('what the guard refuses is refused here as well, and leaves the row as it was', async ({ db }) => {
    const tenant = await createTenant(db);
    const { id } = await createChannel(tenant.ctx, hook(tenant, { config: { url: config.url } }), deps);
    const before = await getChannel(tenant.ctx, { id });
    for (const url of ['http://127.0.0.1/', 'gopher://x/', 'https://status.example.com/x']) {
      await expect(updateChannel(tenant.ctx, { id, config: { url } }, deps)).rejects.toMatchObject({
        code: 'invalid',
        errors: [expect.objectContaining({ pointer: '/config/url' })],
      });
    }
    expect(await getChannel(tenant.ctx, { id })).toEqual(before);
  });
});

test('rotating keeps the old signing secret valid for a day, and only the last one', async ({ db }) => {
  const tenant = await createTenant(db);
  const first = await createChannel(tenant.ctx, hook(tenant), deps);
  const second = await rotateSigningSecret(tenant.ctx, { id: first.id }, deps);
  const row = await stored(db, first.id);
  const { now } = tenant.ctx;
  expect(openChannel(row, sealer, now).signingSecrets).toEqual([second.signing_secret, first.signing_secret]);
  const dayLater = new Date(now.getTime() + 24 * 3600 * 1000);
  expect(openChannel(row, sealer, dayLater).signingSecrets).toEqual([second.signing_secret]);
  const third = await rotateSigningSecret(tenant.ctx, { id: first.id }, deps);
  const signing = openChannel(await stored(db, first.id), sealer, now).signingSecrets;
  expect(signing).toEqual([third.signing_secret, second.signing_secret]);
  const mail = { project_id: tenant.projectId, type: 'email', config: { to: ['a@b.co'] } };
  const { id } = await createChannel(tenant.ctx, mail, deps);
  await expect(rotateSigningSecret(tenant.ctx, { id }, deps)).rejects.toMatchObject({ code: 'conflict' });
});

test('lists are paged, filtered, and end', async ({ db }) => {
  const tenant = await createTenant(db);
  for (let index = 0; index < 3; index += 1) {
    await createChannel(
      later(tenant.ctx, index),
      hook(tenant, { name: `Hook ${index}`, enabled: index > 0 }),
      deps,
    );
  }
  const first = await listChannels(tenant.ctx, { limit: 2 });
  expect(first.data.map(({ name }) => name)).toEqual(['Hook 2', 'Hook 1']);
  const rest = await listChannels(tenant.ctx, { limit: '2', cursor: first.page.next_cursor });
  expect(rest.data.map(({ name }) => name)).toEqual(['Hook 0']);
  expect(rest.page).toEqual({ next_cursor: null, has_more: false });
  expect((await listChannels(tenant.ctx, { enabled: 'false' })).data).toHaveLength(1);
  expect((await listChannels(tenant.ctx, { type: 'email' })).data).toEqual([]);
  expect((await listChannels(withApiKey(tenant, ['read'], newId('prj')), {})).data).toEqual([]);
});

test('deleting twice finds nothing the second time, and both what was done and by whom is kept', async ({
  db,
}) => {
  const tenant = await createTenant(db);
  const { id } = await createChannel(tenant.ctx, hook(tenant), deps);
  expect(await deleteChannel(tenant.ctx, { id })).toEqual({ id });
  await expect(deleteChannel(tenant.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  const log = await db.select().from(auditLog).where(eq(auditLog.organizationId, tenant.organizationId));
  expect(log.map(({ action }) => action).sort()).toEqual(['channel.created', 'channel.deleted']);
  expect(JSON.stringify(log)).not.toContain('hunter2');
});

describe('who may', () => {
  const writes = { updateChannel, deleteChannel, rotateSigningSecret };
  test.for(Object.entries(writes))(
    '%s: no viewer, no reading key, no other tenant',
    async ([, verb], { db }) => {
      const tenant = await createTenant(db);
      const other = await createTenant(db, 'Other');
      const { id } = await createChannel(tenant.ctx, hook(tenant), deps);
      for (const ctx of [withRole(tenant, 'viewer'), withApiKey(tenant, ['read', 'ping'])]) {
        await expect(verb(ctx, { id }, deps)).rejects.toMatchObject({ code: 'forbidden' });
      }
      await expect(verb(other.ctx, { id }, deps)).rejects.toMatchObject({ code: 'not_found' });
      const limited = withApiKey(tenant, ['write'], newId('prj'));
      await expect(verb(limited, { id }, deps)).rejects.toMatchObject({ code: 'not_found' });
      await expect(verb(withRole(tenant, 'editor'), { id }, deps)).resolves.toMatchObject({ id });
    },
  );

  test('reading: a viewer may, another tenant finds nothing', async ({ db }) => {
    const tenant = await createTenant(db);
    const other = await createTenant(db, 'Other');
    const { id } = await createChannel(tenant.ctx, hook(tenant), deps);
    expect(await getChannel(withRole(tenant, 'viewer'), { id })).toMatchObject({ id });
    await expect(getChannel(other.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getChannel(withApiKey(tenant, ['ping']), { id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await listChannels(other.ctx, {})).data).toEqual([]);
  });
});
