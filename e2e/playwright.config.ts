import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, defineConfig } from '@playwright/test';
import { standInUrls } from './vendors/configs';

/** Playwright reads this file in every worker: the first reading decides, the others inherit. */
process.env['E2E_DATA_DIR'] ??= mkdtempSync(path.join(tmpdir(), 'stillup-e2e-'));

const root = path.resolve(import.meta.dirname, '..');
const port = 3210;
const targetPort = 3211;
const vendorsPort = 3212;
const baseURL = `http://127.0.0.1:${port}`;

const survival = ['e2e/flows/06-restart.e2e.ts', 'e2e/flows/15-status-page-survival.e2e.ts'];

function findChromium(): string {
  const candidates = [process.env['CHROMIUM_PATH'], chromium.executablePath(), '/usr/bin/chromium'];
  const found = candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
  if (found === undefined) throw new Error('No Chromium found: install it, or name it in CHROMIUM_PATH.');
  return found;
}

export default defineConfig({
  testDir: root,
  outputDir: path.join(root, 'test-results'),
  fullyParallel: false,
  workers: 2,
  projects: [
    // One after the other: they share one product.
    { name: 'product', workers: 1, testMatch: 'e2e/flows/**/*.e2e.ts', testIgnore: survival },
    // They kill products of their own, and wait more than they work.
    { name: 'survival', workers: 1, testMatch: survival },
  ],
  // What hangs is noticed, and what merely shares a slow machine is not taken for it.
  timeout: 180_000,
  // A page that nobody has told asks by itself after five seconds, and after a failure in ten more.
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: path.join(root, 'test-results', 'e2e.json') }]],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: [
    {
      command: 'node bin/start.mjs',
      cwd: root,
      url: `${baseURL}/health/ready`,
      timeout: 240_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
      stdout: 'ignore',
      env: {
        PORT: String(port),
        APP_URL: baseURL,
        DATA_DIR: process.env['E2E_DATA_DIR'],
        LOG_FORMAT: 'json',
        ...standInUrls(`http://127.0.0.1:${vendorsPort}`),
      },
    },
    {
      command: `npx tsx e2e/target/main.ts --port ${targetPort}`,
      cwd: root,
      url: `http://127.0.0.1:${targetPort}/ok`,
      timeout: 120_000,
    },
    {
      command: `npx tsx e2e/vendors/main.ts --port ${vendorsPort}`,
      cwd: root,
      url: `http://127.0.0.1:${vendorsPort}/`,
      timeout: 120_000,
    },
  ],
});
