import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { judge } from '@/bin/admin/doctor/check-database';
import { runAdmin } from '@/bin/admin/run-admin';
import type { Db } from '@/db/client';
import { findRunningPostgres } from '@/db/embedded/find-running';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { test } from '@/db/testing/database';
import { findApiKeyActor, findSessionActor } from '@/lib/access/resolve-actor';
import { signInWithPassword } from '@/lib/access/sign-in';
import { readEnv, settleEnv } from '@/lib/core/env';
import { newId } from '@/lib/core/ids';

const password = 'correct horse battery';
const meta = { address: null, userAgent: null };

/** Runs one command on the test's database. What it prints must be one line, on one of the two streams. */
async function admin(db: Db, args: readonly string[], stdin = '') {
  const printed = { out: '', err: '' };
  const env = readEnv({});
  settleEnv(env, { databaseUrl: 'postgres://unused', appSecret: 'x'.repeat(32) });
  const installation = { db, env, now: new Date(), requestId: newId('req') };
  const code = await runAdmin(args, {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    readStdin: async () => stdin,
    open: async () => ({ installation, close: async () => {} }),
  });
  return { code, ...printed };
}

async function succeed(db: Db, args: readonly string[], stdin?: string) {
  const { code, out, err } = await admin(db, args, stdin);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^[^\n]+\n$/);
  return JSON.parse(out) as Record<string, string> & { data: Record<string, unknown>[] };
}

async function fail(db: Db, args: readonly string[], stdin?: string): Promise<string> {
  const { code, out, err } = await admin(db, args, stdin);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^stillup: [^\n]+\n$/);
  return err;
}

const ada = ['create-user', '--email', 'a@b.c', '--password', password];

describe('create-user', () => {
  test('as the seeds say, makes all that one needs to begin, and the key works', async ({ db }) => {
    const made = await succeed(db, [...ada, '--organization', 'X', '--project', 'My Y', '--api-key']);
    expect(Object.keys(made)).toEqual([
      'user_id',
      'organization_id',
      'project_id',
      'project_slug',
      'api_key',
      'ping_key',
    ]);
    expect(made).toMatchObject({ project_slug: 'my-y', ping_key: expect.stringMatching(/^[0-9a-z]{22}$/) });
    const actor = await findApiKeyActor(db, made['api_key'] ?? '', new Date());
    expect(actor?.organizationId).toBe(made['organization_id']);
    const deps = { db, now: new Date(), requestId: newId('req') };
    const session = await signInWithPassword(deps, { email: 'a@b.c', password }, meta);
    const found = await findSessionActor(db, session.sessionToken, new Date());
    expect(found?.memberships).toMatchObject([{ organizationName: 'X', role: 'owner' }]);
  });

  test('twice is refused and changes nothing', async ({ db }) => {
    await succeed(db, ada);
    expect(await fail(db, [...ada, '--organization', 'Other'])).toContain('account');
    expect((await succeed(db, ['list-users'])).data).toHaveLength(1);
  });

  test('joins an organization that exists, in its project, with the role asked for', async ({ db }) => {
    const first = await succeed(db, [...ada, '--organization', 'X', '--project', 'Y']);
    const bob = ['create-user', '--email', 'bob@b.c', '--password', '-', '--organization', 'X'];
    const second = await succeed(db, [...bob, '--role', 'viewer', '--project', 'Y'], `${password}\n`);
    expect(second).toMatchObject({
      organization_id: first['organization_id'],
      project_id: first['project_id'],
      api_key: null,
    });
    const { data } = await succeed(db, ['list-users']);
    expect(data[1]).toMatchObject({ email: 'bob@b.c', memberships: [{ role: 'viewer' }] });
  });

  test.for([
    [['create-user'], '--email is missing'],
    [['create-user', '--email', 'a@b.c'], '--password is missing'],
    [['create-user', '--email', 'nonsense', '--password', password], '--email expected an e-mail address'],
    [['create-user', '--email', 'a@b.c', '--password', 'short'], '--password must have at least 12'],
    [[...ada, '--role', 'king'], '--role'],
    [[...ada, '--role', 'viewer'], 'owner'],
    [[...ada, '--colour', 'red'], "Unknown option '--colour'"],
    [[...ada, 'surplus'], 'surplus is not expected'],
    [['create-usr'], 'There is no command create-usr'],
    [[], 'Say what to do'],
  ] as const)('%j is refused with one line', async ([args, words], { db }) => {
    expect(await fail(db, args)).toContain(words);
  });
});

describe('create-api-key', () => {
  test('for the only organization, or the one that is named', async ({ db }) => {
    expect(await fail(db, ['create-api-key'])).toContain('create-user');
    const made = await succeed(db, [...ada, '--organization', 'X', '--project', 'Y']);
    const key = await succeed(db, ['create-api-key', '--scopes', 'read', '--project', 'y', '--name', 'ci']);
    expect(key).toMatchObject({ scopes: ['read'], project_id: made['project_id'], name: 'ci' });
    expect(await findApiKeyActor(db, key['api_key'] ?? '', new Date())).not.toBeNull();
    await succeed(db, ['create-user', '--email', 'b@b.c', '--password', password, '--organization', 'Z']);
    expect(await fail(db, ['create-api-key'])).toContain('--organization');
    await succeed(db, ['create-api-key', '--organization', 'Z']);
    expect(await fail(db, ['create-api-key', '--organization', 'None'])).toContain('None');
    expect(await fail(db, ['create-api-key', '--organization', 'Z', '--scopes', 'root'])).toContain(
      '--scopes',
    );
  });
});

describe('reset-password', () => {
  test('sets it and ends every session', async ({ db }) => {
    await succeed(db, ada);
    const deps = { db, now: new Date(), requestId: newId('req') };
    const session = await signInWithPassword(deps, { email: 'a@b.c', password }, meta);
    const next = 'another good password';
    const reset = await succeed(db, ['reset-password', '--email', 'A@b.c', '--password', '-'], `${next}\n`);
    expect(reset).toMatchObject({ sessions_ended: 1 });
    expect(await findSessionActor(db, session.sessionToken, new Date())).toBeNull();
    await signInWithPassword(deps, { email: 'a@b.c', password: next }, meta);
    expect(await fail(db, ['reset-password', '--email', 'x@y.z', '--password', next])).toContain(
      'no such user',
    );
  });
});

describe('export and import', () => {
  const monitor = {
    name: 'Shop',
    type: 'http',
    paused: false,
    spec: { url: 'https://example.com/', headers: { Accept: 'text/html' } },
    interval_seconds: 60,
    tags: ['web'],
  };
  const channel = {
    name: 'Hook',
    type: 'webhook',
    config: { url: 'https://example.com/hook' },
    enabled: true,
  };
  const document = (monitors: unknown[] = [monitor]) =>
    JSON.stringify({
      format: 'stillup-settings/1',
      exported_at: '2026-01-01T00:00:00.000Z',
      organization: 'X',
      projects: [{ name: 'Y', slug: 'y', monitors, channels: [channel] }],
    });

  test('what was imported is exported; imported again it changes nothing', async ({ db }) => {
    await succeed(db, [...ada, '--project', 'Y']);
    const first = await succeed(db, ['import', '-'], document());
    expect(first).toMatchObject({ created: ['monitor y/Shop', 'channel y/Hook'], updated: [], faults: [] });
    expect(Object.values(first['signing_secrets'] ?? {})).toEqual([expect.stringMatching(/^whsec_/)]);
    const exported = await succeed(db, ['export']);
    const again = await succeed(db, ['import'], JSON.stringify(exported));
    expect(again).toMatchObject({ created: [], updated: ['monitor y/Shop', 'channel y/Hook'], faults: [] });
    const { exported_at: _, ...settings } = await succeed(db, ['export']);
    expect(exported).toMatchObject(settings);
  });

  test('a heartbeat keeps its settings and its slug, and has a ping URL of its own', async ({ db }) => {
    const heartbeat = {
      name: 'Nightly backup',
      type: 'heartbeat',
      paused: false,
      slug: 'backup',
      failure_threshold: 2,
      tags: ['db'],
      spec: {
        schedule: { kind: 'cron', expression: '0 2 * * *', time_zone: 'Europe/Berlin' },
        grace_seconds: 600,
        max_run_seconds: 7200,
        filters: { failure: ['FATAL'], success: [], start: [] },
      },
    };
    await succeed(db, [...ada, '--project', 'Y', '--organization', 'X']);
    const document = (await succeed(db, ['export'])) as unknown as { projects: { monitors: unknown[] }[] };
    document.projects[0]?.monitors.push(heartbeat, {
      ...heartbeat,
      paused: true,
      name: 'Weekly',
      slug: 'weekly',
    });
    expect(await succeed(db, ['import'], JSON.stringify(document))).toMatchObject({ faults: [] });
    const exported = await succeed(db, ['export']);
    expect(exported['projects']).toMatchObject([{ monitors: [heartbeat, { slug: 'weekly', paused: true }] }]);
    const [row] = await db.execute<{ uuid: string }>(
      sql`select ping_uuid as uuid from monitors where slug = 'backup'`,
    );
    expect(JSON.stringify(exported)).not.toContain(row?.uuid);

    const again = await succeed(db, ['import'], JSON.stringify(exported));
    expect(again).toMatchObject({ created: [], faults: [] });
    const [kept] = await db.execute<{ uuid: string }>(
      sql`select ping_uuid as uuid from monitors where slug = 'backup'`,
    );
    expect(kept?.uuid).toBe(row?.uuid);

    await succeed(db, ['create-user', '--email', 'b@b.c', '--password', password, '--organization', 'Z']);
    const elsewhere = await succeed(db, ['import', '--organization', 'Z'], JSON.stringify(exported));
    expect(elsewhere).toMatchObject({ faults: [] });
    const rows = await db.execute<{ uuid: string; slug: string }>(
      sql`select distinct ping_uuid as uuid, slug from monitors where slug = 'backup'`,
    );
    expect(rows).toHaveLength(2);
    expect((await succeed(db, ['export', '--organization', 'Z']))['projects']).toMatchObject([
      {},
      { monitors: [heartbeat, { paused: true }] },
    ]);
  });

  test('a heartbeat beside a monitor of the same name is another one', async ({ db }) => {
    await succeed(db, [...ada, '--project', 'Y']);
    const spec = { schedule: { kind: 'period', period_seconds: 3600 } };
    const twin = { name: monitor.name, type: 'heartbeat', paused: false, spec };
    expect(await succeed(db, ['import'], document([monitor, twin]))).toMatchObject({ faults: [] });
    expect(await succeed(db, ['import'], document([monitor, twin]))).toMatchObject({
      created: [],
      faults: [],
    });
  });

  test('what was paused is paused, and goes on where it was not', async ({ db }) => {
    await succeed(db, [...ada, '--project', 'Y']);
    for (const paused of [true, false]) {
      await succeed(db, ['import'], document([{ ...monitor, paused }]));
      expect((await succeed(db, ['export']))['projects']).toMatchObject([{ monitors: [{ paused }] }]);
    }
  });

  test('a dry run says what it would do and does nothing', async ({ db }) => {
    await succeed(db, ada);
    const report = await succeed(db, ['import', '--dry-run'], document());
    expect(report).toMatchObject({
      dry_run: true,
      created: ['project y', 'monitor y/Shop', 'channel y/Hook'],
    });
    expect(report).not.toHaveProperty('signing_secrets');
    expect((await succeed(db, ['export']))['projects']).toMatchObject([{ slug: 'default', monitors: [] }]);
  });

  test('an entry that cannot be made is named, and keeps no other from being made', async ({ db }) => {
    await succeed(db, [...ada, '--project', 'Y']);
    const hidden = {
      ...monitor,
      name: 'Secret',
      spec: { ...monitor.spec, auth: { kind: 'bearer', token: '********' } },
    };
    const report = await succeed(db, ['import'], document([hidden, monitor]));
    expect(report).toMatchObject({
      created: ['monitor y/Shop', 'channel y/Hook'],
      faults: [{ entry: 'monitor y/Secret', detail: expect.stringContaining('/spec/auth/token') }],
    });
  });

  test.for([
    ['nonsense', 'is not JSON'],
    ['{}', '/format'],
    ['{"format":"other/1"}', '/format'],
  ] as const)('of %j is refused', async ([text, words], { db }) => {
    await succeed(db, ada);
    expect(await fail(db, ['import'], text)).toContain(words);
  });

  test('reads a file, and says when there is none', async ({ db }) => {
    await succeed(db, ada);
    const folder = await mkdtemp(path.join(tmpdir(), 'stillup-import-'));
    try {
      const file = path.join(folder, 'settings.json');
      await writeFile(file, document());
      expect((await succeed(db, ['import', file]))['created']).toHaveLength(3);
      expect(await fail(db, ['import', path.join(folder, 'none.json')])).toContain('cannot be read');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('doctor', () => {
  const well = {
    version: '18.4',
    major: 18,
    pendingMigrations: 0,
    clockOffsetMs: 12,
    partitionDaysAhead: 3,
    hasUsers: true,
    failingDomains: [],
  };

  test('has nothing to say about a database that is well', () => {
    expect(judge(well, 'x').every((check) => check.status === 'ok')).toBe(true);
  });

  test.for([
    [{ major: 14, version: '14.1' }, 'database', 'error'],
    [{ pendingMigrations: 2 }, 'migrations', 'warning'],
    [{ clockOffsetMs: -2001 }, 'clock', 'error'],
    [{ partitionDaysAhead: 0 }, 'partitions', 'warning'],
    [{ hasUsers: false }, 'owner', 'warning'],
    [{ failingDomains: ['status.example.com'] }, 'domains', 'warning'],
  ] as const)('names %j', ([change, name, status]) => {
    const found = judge({ ...well, ...change }, 'x').filter((check) => check.status !== 'ok');
    expect(found).toMatchObject([{ name, status, remedy: expect.any(String) }]);
  });
});

test('a server that runs is found with its password, and none once it has stopped', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'stillup-find-'));
  try {
    expect(await findRunningPostgres(dataDir)).toBeNull();
    const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
    const found = await findRunningPostgres(dataDir).finally(() => server.stop());
    expect(found).toBe(server.url);
    expect(await findRunningPostgres(dataDir)).toBeNull();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
