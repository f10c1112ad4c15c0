import { chromium, type LaunchOptions } from '@playwright/test';
import lighthouse from 'lighthouse';
import { freePort } from '@/db/embedded/secrets';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Scores = Record<(typeof categories)[number], number>;

/** `phoneSlowdown`: how much slower than this machine, as busy as it was, a phone is. */
export type Measured = { scores: Scores; faults: string[]; phoneSlowdown: number };

/** Lighthouse takes the machine for a desktop at rest. */
const restingSlowdown = 4;

/** Of 100 each, as on a phone over a slow network, both reckoned and not waited for; and what cost points. */
export async function measure(
  url: string,
  options: LaunchOptions,
  phoneSlowdown = restingSlowdown,
): Promise<Measured> {
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
      throttling: { cpuSlowdownMultiplier: phoneSlowdown },
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
    return { scores, faults, phoneSlowdown: slowdownOf(lhr.environment.benchmarkIndex) };
  } finally {
    await browser.close();
  }
}

/**
 * From Lighthouse's index of what the machine could do while it measured, which is less where others use it too.
 * Source: https://lighthouse-cpu-throttling-calculator.vercel.app, for a phone of the middle class.
 */
function slowdownOf(index: number): number {
  if (index >= 1300) return Math.min(restingSlowdown, 3 + (index - 1300) / 233);
  return index >= 800 ? 2 + (index - 800) / 500 : 1 + Math.max(0, index - 150) / 650;
}
