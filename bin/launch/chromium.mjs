import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { installDebianPackages, mayInstallDebianPackages } from './debian-package.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium for Playwright: its own, the system's, or one installed now. `null` if there is no way. */
export async function ensureChromium() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const find = () =>
    [process.env.CHROMIUM_PATH, chromium.executablePath(), ...usual].find((file) => file && existsSync(file));
  for (const install of installers()) {
    const found = find();
    if (found !== undefined) return found;
    install();
  }
  return find() ?? null;
}

function installers() {
  const withApt = mayInstallDebianPackages() ? [() => installDebianPackages(['chromium'])] : [];
  const own = ['node_modules/@playwright/test/cli.js', 'install', 'chromium'];
  return [...withApt, () => spawnSync(process.execPath, own, { stdio: ['ignore', 'ignore', 'inherit'] })];
}
