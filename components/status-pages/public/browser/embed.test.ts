import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readStatusAssets, statusAssets } from '@/lib/snapshots/status-assets';

type Frame = Record<string, unknown> & { style: Record<string, string> };

/** What the script puts beside itself, on a page of somebody else. */
function framesOf(dataset: Record<string, string>): Frame[] {
  const frames: Frame[] = [];
  const script = { dataset, after: (frame: Frame) => frames.push(frame) };
  const document = {
    currentScript: script,
    createElement: () => ({ style: {}, setAttribute: () => {} }),
  };
  const asset = readStatusAssets().find(({ isImmutable }) => !isImmutable);
  runInNewContext(asset?.body.toString() ?? '', { document });
  return frames;
}

test('the documented way to embed a page keeps as much room as its frame and the page in it take', async () => {
  const docs = await readFile('docs/status-pages.md', 'utf8');
  const [, room, page = ''] =
    /<div style="min-height: (\d+)px"><script async [^>]*data-page="([^"]+)"><\/script><\/div>/.exec(docs) ??
    [];
  const [frame] = framesOf({ page });
  expect(frame).toMatchObject({ src: `${page}/embed`, height: room });
  expect(frame?.style['cssText']).toContain(`height:${room}px`);
  expect(statusAssets().css).toMatch(new RegExp(`\\.embed\\{[^}]*height:${room}px[^}]*overflow:hidden`));
});

test('nothing is embedded but a page at an address of the web', () => {
  expect(framesOf({})).toEqual([]);
  expect(framesOf({ page: 'javascript:alert(1)' })).toEqual([]);
  const [frame] = framesOf({ page: 'https://status.example.com/status/acme/', locale: '../x' });
  expect(frame?.['src']).toBe('https://status.example.com/status/acme/..%2Fx/embed');
});
