import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';
import { ask } from '@/e2e/support/ask';
import { appSecret, looseProcesses } from '@/e2e/support/loose-processes';
import { targetUrl } from '@/e2e/support/product';
import { addressOf, runAdmin, untilReady } from '@/e2e/support/whole-product';
import { staleAfterMs } from '@/lib/snapshots/constants';

const port = 3230;
const base = addressOf({ port });
const slug = 'survivor';
const pageUrl = `${base}/status/${slug}`;

const documents = [
  ...['', '/de', '/history', '/embed', '/og.png', '/robots.txt'],
  ...['/history.rss', '/history.atom', '/maintenance.ics', '/badge.svg', '/badge.json?metric=uptime'],
  ...['summary', 'status', 'components', 'incidents', 'incidents/unresolved', 'scheduled-maintenances'].map(
    (name) => `/api/v2/${name}.json`,
  ),
];

/** Asks for each. Gives back what they say of since when they are stale; null of those that are fresh. */
async function readAll(): Promise<Set<string | null>> {
  const since = new Set<string | null>();
  for (const document of documents) {
    const { status, headers } = await ask(pageUrl + document);
    expect([document, status]).toEqual([document, 200]);
    if (!/badge|og|robots/.test(document)) since.add(String(headers['x-stale-since'] ?? '') || null);
  }
  return since;
}

/** With the tag of a moment before: in between it may have been made anew. */
async function askAgain(): Promise<number> {
  const { headers } = await ask(pageUrl);
  return (await ask(pageUrl, { headers: { 'if-none-match': headers.etag ?? '' } })).status;
}

/** Gives back since when what is shown is called stale; null where it is fresh. */
async function expectServed(): Promise<string | null> {
  let since = await readAll();
  // In the midst of it the page may have become stale, or fresh again.
  if (since.size > 1) since = await readAll();
  const { body } = await ask(pageUrl);
  const script = /src="(\/status\/assets\/[^"]+)"/.exec(body)?.[1] ?? '';
  expect((await ask(base + script)).status).toBe(200);
  await expect.poll(askAgain).toBe(304);
  expect(since.size).toBe(1);
  return [...since][0] ?? null;
}

async function setUp(databaseUrl: string, dataDir: string): Promise<void> {
  const created = await runAdmin(
    { ...process.env, DATABASE_URL: databaseUrl, APP_SECRET: appSecret, DATA_DIR: dataDir, APP_URL: base },
    [
      ...['create-user', '--email', 'ops@example.com', '--password', 'a long enough password'],
      ...['--organization', 'Acme', '--project', 'Web', '--api-key'],
    ],
  );
  const { api_key: key, project_id } = JSON.parse(created) as { api_key: string; project_id: string };
  const send = async <T>(where: string, body: unknown): Promise<T> => {
    const response = await fetch(`${base}/api/v1${where}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return ((await response.json()) as { data: T }).data;
  };
  const monitor = await send<{ id: string }>('/monitors', {
    project_id,
    type: 'http',
    spec: { url: `${targetUrl}/steady` },
    interval_seconds: 10,
  });
  const page = await send<{ id: string }>('/status-pages', {
    project_id,
    name: 'Survivor',
    slug,
    is_published: true,
    locales: ['en', 'de'],
    monitor_ids: [monitor.id],
  });
  await send(`/status-pages/${page.id}/incidents`, { title: 'It rains', body: 'Take an **umbrella**.' });
}

test('with web, worker and Postgres gone a page answers, says since when it is stale, and is fresh again by itself', async () => {
  test.setTimeout(900_000);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stillup-survival-'));
  const folder = path.join(dataDir, 'database');
  let postgres = await startEmbeddedPostgres({ dataDir: folder });
  await migrateDatabase(postgres.url);
  const processes = looseProcesses({ port, dataDir, databaseUrl: postgres.url });
  try {
    processes.start('engine', 'worker', 'web', 'gateway');
    await untilReady({ port });
    await setUp(postgres.url, dataDir);
    await expect
      .poll(async () => (await ask(pageUrl)).body.includes('It rains'), { timeout: 90_000 })
      .toBe(true);
    expect(await expectServed()).toBeNull();

    await processes.kill('web', 'worker', 'engine');
    await postgres.stop();
    const stoppedAt = Date.now();
    expect(await expectServed()).toBeNull();
    await processes.kill('gateway');
    processes.start('gateway');
    const isServed = async () => (await ask(pageUrl).catch(() => ({ status: 0 }))).status;
    await expect.poll(isServed, { intervals: [100], timeout: 60_000 }).toBe(200);
    await expectServed();
    await expect
      .poll(async () => (await ask(pageUrl)).headers['x-stale-since'] !== undefined, {
        intervals: [1_000],
        timeout: staleAfterMs + 30_000,
      })
      .toBe(true);
    const since = await expectServed();
    expect(Date.parse(since ?? '')).toBeLessThanOrEqual(stoppedAt + 1_000);
    const { body, headers } = await ask(pageUrl);
    expect(body).toContain(`<time datetime="${since}"`);
    expect(body).toContain('It rains');
    expect(Number(headers['age'])).toBeGreaterThanOrEqual(staleAfterMs / 1000);

    postgres = await startEmbeddedPostgres({ dataDir: folder });
    processes.start('engine', 'worker', 'web');
    await expect
      .poll(async () => (await ask(pageUrl)).headers['x-stale-since'] === undefined, {
        intervals: [500],
        timeout: 180_000,
      })
      .toBe(true);
    expect(await expectServed()).toBeNull();
    await untilReady({ port });
  } finally {
    await processes.kill('gateway', 'web', 'worker', 'engine');
    await postgres.stop();
  }
});
