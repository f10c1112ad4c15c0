import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect } from '@playwright/test';

const checker = path.resolve(import.meta.dirname, '../../lib/snapshots/testdata/statuspage-v2/check.mjs');

/**
 * Has a page, given by its address, asked as a client of Atlassian Statuspage's API v2 asks, by the contract checker that
 * stands beside the example documents, as it was given: it is a program of its own and uses nothing of ours.
 */
export async function expectStatuspageContract(baseUrl: string): Promise<void> {
  const { code, said } = await run(baseUrl);
  expect(said).toMatch(/^[1-9]\d* ok, 0 failed$/m);
  expect(code, said).toBe(0);
}

/** What it found wrong, a line each, and the count. */
function run(baseUrl: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [checker, baseUrl], { timeout: 30_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, said: `${stdout}${stderr}` }),
    );
  });
}
