import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { owner } from '@/e2e/support/product';

type Check = { uuid: string; status: string; n_pings: number; ping_url: string; name: string };
type Keys = { api_key: string };

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

async function makeKey(): Promise<string> {
  const args = ['bin/run.mjs', 'admin', 'create-api-key', '--organization', owner.organization];
  const env = { ...process.env, DATA_DIR: process.env['E2E_DATA_DIR'] };
  const { stdout } = await run(process.execPath, args, { cwd: root, env });
  return (JSON.parse(stdout) as Keys).api_key;
}

/** As clients that take a redirect for an answer would. */
function ask(request: APIRequestContext, key: string, where: string, data?: string) {
  return request.fetch(where, {
    method: data === undefined ? 'GET' : 'POST',
    headers: { 'X-Api-Key': key, 'Content-Type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
    ...(data === undefined ? {} : { data }),
  });
}

test('clients of Healthchecks manage checks, with and without a slash, and their jobs ping', async ({
  request,
}) => {
  const key = await makeKey();
  const body = JSON.stringify({ name: 'Nightly', slug: 'nightly', timeout: 3600, unique: ['slug'] });
  const made = await ask(request, key, '/api/v3/checks/', body);
  expect(made.status(), await made.text()).toBe(201);
  const check = (await made.json()) as Check;
  expect((await ask(request, key, '/api/v1/checks', body)).status()).toBe(200);

  const one = ['1', '2', '3'].flatMap((version) => [`/api/v${version}/checks/${check.uuid}`]);
  const all = ['1', '2', '3'].flatMap((version) => [`/api/v${version}/checks`, `/api/v${version}/channels`]);
  for (const where of [...one, ...all].flatMap((each) => [each, `${each}/`])) {
    expect((await ask(request, key, where)).status(), where).toBe(200);
  }

  for (const where of ['/start', '', '/']) {
    const pinged = await request.get(`${check.ping_url}${where}`, { maxRedirects: 0 });
    expect([pinged.status(), await pinged.text()]).toEqual([200, 'OK']);
  }
  const after = (await (await ask(request, key, `/api/v3/checks/${check.uuid}`)).json()) as Check;
  expect(after).toMatchObject({ status: 'up', n_pings: 3 });

  const refused = await ask(request, 'sup_nonsense', '/api/v3/checks/');
  expect([refused.status(), await refused.json()]).toEqual([401, { error: 'wrong api key' }]);
  expect(await (await request.get('/api/v3/status/', { maxRedirects: 0 })).text()).toBe('OK');
});
