import { expect, type Page } from '@playwright/test';

/** Opens a page of the dashboard, and waits until the browser has taken over: what is pressed before that is lost, and nobody is that quick. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect.poll(() => page.evaluate(isTakenOver)).toBe(true);
  // Listeners of the document come a moment after it.
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
}

/** React puts such a key on each element that it has taken over. */
function isTakenOver(): boolean {
  return [...document.querySelectorAll('button, input, select, textarea')].every((element) =>
    Object.keys(element).some((key) => key.startsWith('__reactProps$')),
  );
}
