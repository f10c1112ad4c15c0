import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '@/e2e/support/axe';
import { open } from '@/e2e/support/open';
import { ownerState } from '@/e2e/support/product';

test.use({ storageState: ownerState });

const run = promisify(execFile);
const log = 'backup: cannot write /mnt/archive\n<b>disk full</b> &amp; "no" space\n';

/** Words of a shell line without anything to expand, as a shell would split it. */
function toArguments(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Makes a heartbeat in the browser and opens its page; gives back the words of its curl line. */
async function makeHeartbeat(page: Page, name: string): Promise<string[]> {
  await open(page, '/monitors/new?type=heartbeat');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Wait for it' }).click();
  await page.getByRole('link', { name: 'To the monitor' }).click();
  await expect(page.getByText('Waiting for the first ping', { exact: true })).toBeVisible();
  const line = (await page.getByRole('tabpanel').locator('code').textContent()) ?? '';
  return toArguments(/curl .*/.exec(line)?.[0] ?? '');
}

async function curl(words: readonly string[], extra: readonly string[] = []): Promise<number> {
  await run(words[0] ?? '', [...words.slice(1), ...extra]);
  return performance.now();
}

function toAddress(words: readonly string[]): string {
  return words.find((word) => word.startsWith('http')) ?? '';
}

/** The big word of the page, once it has come by itself. */
async function expectState(page: Page, word: string, sinceMs: number): Promise<void> {
  await expect(page.locator('p[aria-live]').filter({ hasText: new RegExp(`^${word}$`) })).toBeVisible();
  const tookMs = Math.round(performance.now() - sinceMs);
  process.stdout.write(`    ${word} was seen after ${tookMs} ms\n`);
}

async function expectFit(page: Page): Promise<void> {
  for (const look of [
    { colorScheme: 'light', width: 1440 },
    { colorScheme: 'dark', width: 360 },
  ] as const) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: look.width, height: 900 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('a job calls with the line it was given: green, down with what it said, and green again', async ({
  page,
}) => {
  const words = await makeHeartbeat(page, 'Nightly dump');
  const address = toAddress(words);
  expect(address).toMatch(/\/ping\/[0-9a-f-]{36}$/);
  await expectFit(page);

  await expectState(page, 'Up', await curl(words));
  await expect(page.getByRole('term').filter({ hasText: 'Next expected' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Success/ })).toHaveCount(1);

  await curl(['curl', '-fsS', '-m', '10', `${address}/start`]);
  await expect(page.getByRole('button', { name: /Start/ })).toHaveCount(1);
  await expectState(page, 'Down', await curl(['curl', '-fsS', '--data-binary', log, `${address}/3`]));

  const pingRow = page.getByRole('button', { name: /Failure/ });
  await expect(pingRow).toContainText('exit status 3');
  await pingRow.click();
  const body = page.getByRole('region', { name: 'Body of the ping' });
  await expect.poll(() => body.locator('pre').textContent()).toBe(log);
  await page.getByText('Why is it in this state?').click();
  await expect(page.getByText('It is up again with its next success.')).toBeVisible();
  for (const table of await page.getByText('Show as a table').all()) await table.click();
  await expect(page.getByRole('cell', { name: /Failed.*exit status 3/ })).toBeVisible();
  await expectFit(page);

  await page.getByRole('link', { name: /Nightly dump is down/ }).click();
  await expect(page.getByText('It ended with exit status 3', { exact: false })).toBeVisible();
  await expect.poll(() => body.locator('pre').textContent()).toBe(log);
  await expectFit(page);

  const recoveredMs = await curl(words);
  await expect(page.getByText('Resolved', { exact: true }).first()).toBeVisible();
  await page.goBack();
  await expectState(page, 'Up', recoveredMs);
});

test('what is no text is shown as base64, and pausing waits for the next ping', async ({ page }) => {
  const words = await makeHeartbeat(page, 'Binary job');
  const address = toAddress(words);
  const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x10]);
  const sent = await page.request.post(`${address}/log`, { data: bytes });
  expect(sent.status()).toBe(200);
  await page.getByRole('button', { name: /Log/ }).click();
  await expect(page.getByText('4 bytes that are no text, in base64')).toBeVisible();
  await expect(page.getByText(bytes.toString('base64'), { exact: true })).toBeVisible();

  await expectState(page, 'Up', await curl(words));
  await page.getByRole('button', { name: 'Pause' }).click();
  await expectState(page, 'Paused', performance.now());
  await expectState(page, 'Up', await curl(words));
});
