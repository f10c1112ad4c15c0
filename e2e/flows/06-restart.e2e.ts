import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { targetUrl } from '@/e2e/support/product';

const port = 3220;
const base = `http://127.0.0.1:${port}`;
const root = path.resolve(import.meta.dirname, '../..');

function start(dataDir: string): ChildProcess {
  return spawn(process.execPath, ['bin/start.mjs'], {
    cwd: root,
    // Its own process group, so that all of it can be killed at once.
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), APP_URL: base, DATA_DIR: dataDir },
  });
}

async function untilReady(): Promise<void> {
  await expect
    .poll(async () => (await fetch(`${base}/health/ready`).catch(() => null))?.status ?? 0, {
      intervals: [250],
      timeout: 120_000,
    })
    .toBe(200);
}

function killTree(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}

async function admin(dataDir: string, args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['bin/run.mjs', 'admin', ...args], {
    cwd: root,
    env: { ...process.env, PORT: String(port), APP_URL: base, DATA_DIR: dataDir },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  return output;
}

type Data<T> = { data: T };

test('killed whole and started again it goes on: the gap is unknown, and there is no false incident', async () => {
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stillup-restart-'));
  let child = start(dataDir);
  try {
    await untilReady();
    const created = await admin(dataDir, [
      'create-user',
      '--email',
      'ops@example.com',
      '--password',
      'a long enough password',
      '--organization',
      'Acme',
      '--project',
      'Web',
      '--api-key',
    ]);
    const { api_key: key, project_id: projectId } = JSON.parse(created) as {
      api_key: string;
      project_id: string;
    };
    const api = async <T>(method: string, where: string, body?: unknown): Promise<T> => {
      const response = await fetch(`${base}/api/v1${where}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.ok, await response.clone().text()).toBe(true);
      return (await response.json()) as T;
    };
    const { data: monitor } = await api<Data<{ id: string }>>('POST', '/monitors', {
      project_id: projectId,
      type: 'http',
      spec: { url: `${targetUrl}/steady` },
      interval_seconds: 10,
      timeout_ms: 5_000,
    });
    const status = async () =>
      (await api<Data<{ status: string }>>('GET', `/monitors/${monitor.id}`).catch(() => null))?.data
        .status ?? 'away';
    await expect.poll(status, { intervals: [250], timeout: 15_000 }).toBe('up');

    killTree(child);
    const killedAt = Date.now();
    // Longer than a check vouches for: only then has the time in between been watched by nobody.
    await expect
      .poll(() => Date.now() - killedAt, { intervals: [1_000], timeout: 60_000 })
      .toBeGreaterThan(45_000);
    child = start(dataDir);
    await untilReady();
    await expect.poll(status, { intervals: [250], timeout: 30_000 }).toBe('up');
    const incidents = await api<Data<unknown[]>>('GET', '/incidents');
    expect(incidents.data).toEqual([]);
    const uptime = await api<Data<{ uptime_ratio: number | null; coverage_ratio: number }>>(
      'GET',
      `/monitors/${monitor.id}/uptime?days=1`,
    );
    expect(uptime.data.uptime_ratio).toBe(1);
    expect(uptime.data.coverage_ratio).toBeLessThan(1);
  } finally {
    killTree(child);
  }
});
