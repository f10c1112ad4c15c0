import { once } from 'node:events';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PageRenderer } from '@/inngest/functions/status-pages/page-renderer';
import { type RenderJob, renderPage } from '@/inngest/functions/status-pages/render-page';
import type { DocumentOrder, FreshDocument } from '@/lib/snapshots/documents';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { componentFacts } from '@/lib/snapshots/testing/facts';
import { calmFacts, richFacts } from '@/lib/snapshots/testing/rich-page';
import { pageLocales } from '@/lib/status-pages/constants';

/** Every thread that this process starts, in order. */
let threads: Worker[] = [];
let renderers: PageRenderer[] = [];
const noteThread = (thread: Worker) => void threads.push(thread);

beforeEach(() => {
  threads = [];
  renderers = [];
  process.on('worker', noteThread);
});
afterEach(async () => {
  process.off('worker', noteThread);
  await Promise.all(renderers.map((renderer) => renderer.close()));
});

function rendererOf(options: ConstructorParameters<typeof PageRenderer>[0] = {}): PageRenderer {
  const renderer = new PageRenderer(options);
  renderers.push(renderer);
  return renderer;
}

/** A thread that does something else with its first page, or before it. */
function programOf(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

function jobOf(facts = calmFacts({ locales: ['en'] }), more: Partial<DocumentOrder> = {}): RenderJob {
  const order = { renderer: 'test', slug: facts.page.slug, hasDomain: false, known: new Map(), ...more };
  return { facts, assets: statusAssets(), order };
}

function largeJob(): RenderJob {
  const components = Array.from({ length: 500 }, (_, index) => componentFacts({ name: `Service ${index}` }));
  return jobOf({ ...richFacts({ locales: ['en', 'de'] }), components });
}

/** Text is compared a hundred times as fast as bytes are. */
function inText({ br, gzip, plain, ...rest }: FreshDocument) {
  const text = [br, gzip, plain].map((bytes) => bytes?.toString('base64'));
  return { ...rest, text };
}

/** Whoever waits for this has let everything else have its turn so many times. */
async function turnsOfTheLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

describe('a page that is rendered in a thread', () => {
  test.each(pageLocales)('is, to the byte, what it would be without one, in %s', async (locale) => {
    const job = jobOf(richFacts({ locales: [locale], defaultLocale: locale }));
    const fresh: FreshDocument[] = [];
    const direct = await renderPage(job, (document) => fresh.push(document));
    expect(direct.failed).toEqual([]);
    expect(fresh.filter(({ plain }) => plain !== null).map((each) => each.path)).toEqual(['og.png']);
    const rendered = await rendererOf().render(job);
    expect({ ...rendered, fresh: rendered.fresh.map(inText) }).toEqual({
      ...direct,
      fresh: fresh.map(inText),
    });
  });

  test('is made only where it is made of something else than what is kept', async () => {
    const renderer = rendererOf();
    const { fresh } = await renderer.render(jobOf(undefined, { hasDomain: true }));
    const known = new Map(fresh.map((document) => [document.path, document.source]));
    const kept = { hasDomain: true, known };
    const again = await renderer.render(jobOf(undefined, kept));
    expect(again).toMatchObject({ made: 0, fresh: [], wanted: new Set(known.keys()) });
    const renamed = calmFacts({ locales: ['en'], name: 'Southwind' });
    expect((await renderer.render(jobOf(renamed, kept))).made).toBeGreaterThan(0);
  });

  test('has one thread with the pages after it, and each gets its own answer', async () => {
    const renderer = rendererOf();
    const slugs = ['one', 'two', 'three'];
    const pages = await Promise.all(
      slugs.map((slug) => renderer.render(jobOf(calmFacts({ slug, name: slug })))),
    );
    expect(pages.map(({ badges }) => badges['']?.label)).toEqual(slugs);
    expect(threads).toHaveLength(1);
  });

  test('fails alone where it cannot be rendered, with its own error', async () => {
    const renderer = rendererOf();
    const nowhere = renderer.render(jobOf(calmFacts({ timeZone: 'Nowhere/None' })));
    const next = renderer.render(jobOf());
    await expect(nowhere).rejects.toThrow('Nowhere/None');
    expect((await next).failed).toEqual([]);
    expect(threads).toHaveLength(1);
  });

  test('goes without a picture that cannot be drawn, and says why', async () => {
    const built = pathToFileURL(path.resolve('dist/worker.pages.cjs')).href;
    const program = programOf(`process.cwd = () => '/nowhere'; await import('${built}')`);
    const { failed, fresh } = await rendererOf({ program }).render(jobOf());
    expect(failed.map((each) => each.path)).toEqual(['og.png']);
    expect(String(failed[0]?.error)).toContain('/nowhere');
    expect(fresh.map((document) => document.path)).toContain('');
  });
});

describe('what else the process does', () => {
  test('goes on while a page of 500 components is made', async () => {
    const renderer = rendererOf();
    await renderer.render(jobOf());
    const order: string[] = [];
    const page = renderer.render(largeJob()).then(() => order.push('page'));
    await turnsOfTheLoop(1000).then(() => order.push('a thousand turns'));
    await page;
    expect(order).toEqual(['a thousand turns', 'page']);
  });

  test('goes on while a thread never comes to an end', async () => {
    const program = programOf('for (;;);');
    const renderer = rendererOf({ program, patienceMs: 1000 });
    const order: string[] = [];
    const page = renderer.render(jobOf()).catch(() => order.push('given up'));
    await turnsOfTheLoop(100).then(() => order.push('a hundred turns'));
    await page;
    expect(order).toEqual(['a hundred turns', 'given up']);
  });
});

describe('a thread that is lost', () => {
  test('fails the page it was at, and those after it have a new one', async () => {
    const renderer = rendererOf();
    await renderer.render(jobOf());
    const [first] = threads;
    const lost = renderer.render(largeJob());
    const next = renderer.render(jobOf());
    const died = once(first ?? process, 'message').then(() => first?.terminate());
    await expect(lost).rejects.toThrow('the thread that renders status pages has ended with 1');
    await died;
    expect((await next).failed).toEqual([]);
    expect(threads).toHaveLength(2);
  });

  test('at rest is noticed by nobody, and replaced', async () => {
    const renderer = rendererOf();
    await renderer.render(jobOf());
    await threads[0]?.terminate();
    expect((await renderer.render(jobOf())).failed).toEqual([]);
    expect(threads).toHaveLength(2);
  });

  test.each([
    ['dies of an error', `throw new Error('a bug')`, 'has died', {}],
    ['ends by itself', 'process.exit(7)', 'has ended with 7', {}],
    ['hangs', 'for (;;);', 'has said nothing for 0.5 s', { patienceMs: 500 }],
    ['says nothing', 'setInterval(() => {}, 1000)', 'has said nothing for 0.5 s', { patienceMs: 500 }],
  ])('where it %s is told, again for each page', async (_, code, message, options) => {
    const renderer = rendererOf({ program: programOf(code), ...options });
    await expect(renderer.render(jobOf())).rejects.toThrow(message);
    await expect(renderer.render(jobOf())).rejects.toThrow(message);
    await expect.poll(() => threads.map(({ threadId }) => threadId)).toEqual([-1, -1]);
  });

  test('where what runs in it is not there says which file is missing', async () => {
    const lost = await rendererOf({ program: '/nowhere/pages.cjs' })
      .render(jobOf())
      .catch((error: Error) => error);
    expect(lost).toMatchObject({ cause: { message: expect.stringContaining('/nowhere/pages.cjs') } });
  });
});

test('closing waits for the pages that were asked for, and leaves no thread', async () => {
  const renderer = rendererOf();
  const pages = [renderer.render(jobOf()), renderer.render(jobOf())];
  await renderer.close();
  expect((await Promise.all(pages)).map(({ failed }) => failed)).toEqual([[], []]);
  expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
  await renderer.close();
});
