import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { nobody } from '@/e2e/support/status-page';

type Guarded = { context: BrowserContext; page: Page; noises: string[] };

/**
 * A browser in which nothing may run that was not ours: dialogs, errors, and requests to any other host are noises.
 * `withoutPolicy`: what the pages say about themselves in their headers is taken away, so that only what stands in them counts.
 */
export async function openGuarded(
  browser: Browser,
  ownOrigin: string,
  withoutPolicy: boolean,
): Promise<Guarded> {
  const context = await browser.newContext({ storageState: nobody });
  const noises: string[] = [];
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (!/^https?:$/.test(url.protocol)) return route.continue();
    if (url.origin !== ownOrigin) {
      noises.push(`request to ${url.href}`);
      return route.abort();
    }
    if (!withoutPolicy) return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const { 'content-security-policy': _, ...headers } = response.headers();
    return route.fulfill({ response, headers });
  });
  const page = await context.newPage();
  page.on('dialog', async (dialog) => {
    noises.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => noises.push(`error ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') noises.push(`console ${message.text()}`);
  });
  page.on('popup', (popup) => noises.push(`window ${popup.url()}`));
  return { context, page, noises };
}

/** What would run by itself, or when somebody presses it. */
export async function expectNothingArmed(page: Page): Promise<void> {
  const armed = await page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const isHandler = /^on/i.test(name);
        const isCode = /^(href|src|action|formaction|xlink:href|srcdoc|data)$/i.test(name);
        if (isHandler || (isCode && /^\W*(javascript|vbscript|data:text)/i.test(value))) {
          found.push(`${element.tagName} ${name}=${value}`);
        }
      }
      if (/^(iframe|object|embed|base|form)$/i.test(element.tagName) && element.closest('.prose')) {
        found.push(element.tagName);
      }
    }
    return found;
  });
  expect(armed).toEqual([]);
}
