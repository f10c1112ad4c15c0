import { chromium, type LaunchOptions } from '@playwright/test';
import lighthouse from 'lighthouse';
import { freePort } from '@/db/embedded/secrets';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Scores = Record<(typeof categories)[number], number>;

/** Of 100 each, as on a phone over a slow network, both reckoned and not waited for; and what cost points. */
export async function measure(
  url: string,
  options: LaunchOptions,
): Promise<{ scores: Scores; faults: string[] }> {
  const port = await freePort();
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const result = await lighthouse(url, {
      port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: [...categories],
      throttlingMethod: 'simulate',
    });
    if (result === undefined) throw new Error('Lighthouse said nothing');
    const { lhr } = result;
    if (lhr.runtimeError !== undefined) throw new Error(lhr.runtimeError.message);
    const scoreOf = (name: string) => Math.round((lhr.categories[name]?.score ?? 0) * 100);
    const scores = Object.fromEntries(categories.map((name) => [name, scoreOf(name)])) as Scores;
    const faults = categories.flatMap((name) =>
      (lhr.categories[name]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
        .map(({ id }) => `${name}: ${id} ${lhr.audits[id]?.displayValue ?? ''}`.trim()),
    );
    return { scores, faults };
  } finally {
    await browser.close();
  }
}
