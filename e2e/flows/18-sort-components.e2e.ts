import { expect, type Page, test } from '@playwright/test';
import { open } from '@/e2e/support/open';
import { ownerState } from '@/e2e/support/product';
import { SessionApi } from '@/e2e/support/session-api';
import { type Named, type StatusPage, untilServed, visit } from '@/e2e/support/status-page';

test.use({ storageState: ownerState });
test.describe.configure({ mode: 'serial' });

let statusPage: StatusPage;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: ownerState });
  const api = new SessionApi(await context.newPage());
  const project = await api.send<Named>('POST', '/projects', { name: 'Sorting' });
  statusPage = await api.send<StatusPage>('POST', '/status-pages', {
    project_id: project.id,
    name: 'Sorted',
    slug: 'sorted',
    is_published: true,
  });
  const add = (component: object) =>
    api.send<Named>('POST', `/status-pages/${statusPage.id}/components`, component);
  for (const name of ['Website', 'Search', 'Mail']) await add({ kind: 'static', name });
  const group = await add({ kind: 'group', name: 'Europe' });
  await add({ kind: 'static', name: 'Paris', group_id: group.id });
  await untilServed(statusPage.url);
  await context.close();
});

/** The editor, once lines may be dragged in it: what makes them so comes after the page. */
async function openEditor(page: Page): Promise<void> {
  await open(page, `/status-pages/${statusPage.id}`);
  await expect(handleOf(page, 'Website')).toBeVisible();
}

function handleOf(page: Page, name: string) {
  return page.getByRole('button', { name: `Move ${name}`, exact: true });
}

/** What a screen reader is told while a line is moved. */
async function expectSaid(page: Page, words: string): Promise<void> {
  await expect(page.locator('[id^="DndLiveRegion"]')).toHaveText(words);
}

/** What is kept, said once it is. */
async function expectSaved(page: Page, words: string): Promise<void> {
  await expect(page.locator('p[role="status"]').filter({ hasText: words })).toHaveText(words);
}

/** As the dashboard shows them: by their handles. */
async function expectOrder(page: Page, names: readonly string[]): Promise<void> {
  const handles = page.getByRole('button', { name: /^Move (Website|Search|Mail|Europe|Paris)$/ });
  const labels = () => handles.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  await expect.poll(labels).toEqual(names.map((name) => `Move ${name}`));
}

/** As visitors see them, those in a group after its name. */
async function expectPublicOrder(visitor: Page, names: readonly string[]): Promise<void> {
  const seen = async () => {
    await visitor.reload();
    return visitor.locator('#components :is(h3, h4)').allInnerTexts();
  };
  await expect.poll(seen, { timeout: 40_000 }).toEqual(names);
}

test('lines are sorted by the keyboard alone, each place is said, and visitors see the new order', async ({
  page,
  browser,
}) => {
  const visitor = await visit(browser, statusPage.url);
  await expectPublicOrder(visitor, ['Website', 'Search', 'Mail', 'Europe', 'Paris']);
  await openEditor(page);
  const website = handleOf(page, 'Website');
  await expect(website).toHaveAccessibleDescription(/Press space or enter to pick the line up/);

  await website.focus();
  await page.keyboard.press('Space');
  await expectSaid(page, 'Picked up Website: 1 of 4 on the page.');
  await page.keyboard.press('ArrowDown');
  await expectSaid(page, 'Website: 2 of 4 on the page.');
  await page.keyboard.press('Space');
  await expectSaid(page, 'Put down Website: 2 of 4 on the page.');
  await expectSaved(page, 'Website: 2 of 4 on the page.');
  await expectOrder(page, ['Search', 'Website', 'Mail', 'Europe', 'Paris']);
  await expect(website).toBeFocused();

  await handleOf(page, 'Mail').focus();
  await page.keyboard.press('Space');
  await expectSaid(page, 'Picked up Mail: 3 of 4 on the page.');
  await page.keyboard.press('ArrowDown');
  await expectSaid(page, 'Mail: 1 of 2 in Europe.');
  await page.keyboard.press('Space');
  await expectSaid(page, 'Put down Mail: 1 of 2 in Europe.');
  await expectOrder(page, ['Search', 'Website', 'Europe', 'Mail', 'Paris']);

  await handleOf(page, 'Search').focus();
  await page.keyboard.press('Space');
  await expectSaid(page, 'Picked up Search: 1 of 3 on the page.');
  await page.keyboard.press('ArrowDown');
  await expectSaid(page, 'Search: 2 of 3 on the page.');
  await page.keyboard.press('Escape');
  await expectSaid(page, 'Search was put back.');
  await expectOrder(page, ['Search', 'Website', 'Europe', 'Mail', 'Paris']);

  await expectPublicOrder(visitor, ['Search', 'Website', 'Europe', 'Mail', 'Paris']);
  await page.reload();
  await expectOrder(page, ['Search', 'Website', 'Europe', 'Mail', 'Paris']);
  await visitor.context().close();
});

/** By the handle of one line to the middle of that of another, in steps as a hand makes them; put down once it is said where. */
async function drag(page: Page, name: string, onto: string, place: string): Promise<void> {
  // What is hovered over has come to rest.
  for (const line of [onto, name]) await handleOf(page, line).hover();
  const middleOf = async (line: string) => {
    const box = await handleOf(page, line).boundingBox();
    if (box === null) throw new Error(`${line} has no handle`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [from, to] = [await middleOf(name), await middleOf(onto)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, to.y, { steps: 20 });
  await expectSaid(page, `${name}: ${place}.`);
  await page.mouse.up();
  await expectSaved(page, `${name}: ${place}.`);
}

test('lines are sorted by dragging them, out of a group too, and visitors see the new order', async ({
  page,
  browser,
}) => {
  const visitor = await visit(browser, statusPage.url);
  await openEditor(page);
  await drag(page, 'Search', 'Website', '2 of 3 on the page');
  await expectOrder(page, ['Website', 'Search', 'Europe', 'Mail', 'Paris']);

  await drag(page, 'Paris', 'Website', '1 of 4 on the page');
  await expectOrder(page, ['Paris', 'Website', 'Search', 'Europe', 'Mail']);

  await expectPublicOrder(visitor, ['Paris', 'Website', 'Search', 'Europe', 'Mail']);
  await page.reload();
  await expectOrder(page, ['Paris', 'Website', 'Search', 'Europe', 'Mail']);
  await visitor.context().close();
});
