import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { nextChecks, targetUrl } from '@/e2e/support/product';
import { addressOf, admin, killTree, startProduct, untilReady } from '@/e2e/support/whole-product';

const port = 3220;
const base = addressOf({ port });

type Data<T> = { data: T };

test('killed whole and started again it goes on: the gap is unknown, and there is no false incident', async () => {
  test.setTimeout(720_000);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stillup-restart-'));
  const place = { port, dataDir };
  let child = startProduct(place);
  try {
    await untilReady(place);
    const created = await admin(place, [
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
    await expect.poll(status, nextChecks).toBe('up');

    killTree(child);
    const killedAt = Date.now();
    // Longer than a check vouches for: only then has the time in between been watched by nobody.
    await expect
      .poll(() => Date.now() - killedAt, { intervals: [1_000], timeout: 60_000 })
      .toBeGreaterThan(45_000);
    child = startProduct(place);
    await untilReady(place);
    await expect.poll(status, nextChecks).toBe('up');
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
