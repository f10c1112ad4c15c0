import { expect, test, vi } from 'vitest';
import { fileDocuments } from '@/inngest/functions/status-pages/file-documents';
import { shownDocuments } from '@/inngest/functions/status-pages/render-page';
import type { PageFileFacts } from '@/lib/snapshots/rules/facts';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import { statusAssets } from '@/lib/snapshots/status-assets';
import { richFacts } from '@/lib/snapshots/testing/rich-page';

const file: PageFileFacts = {
  kind: 'logo_light',
  path: 'files/0123456789abcdef.svg',
  contentType: 'image/svg+xml',
  width: 120,
  height: 40,
};
const loadFile = async () => new TextEncoder().encode('<svg/>');

function planOf(page: Parameters<typeof richFacts>[0], path: string) {
  const plans = shownDocuments(viewPage(richFacts(page)), statusAssets());
  const plan = plans.find((candidate) => candidate.path === path);
  if (plan === undefined) throw new Error(`no document ${path}`);
  return plan;
}

test('the picture is drawn as soon as what draws it can be read again', async () => {
  const plan = planOf({}, 'og.png');
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue('/nowhere');
  await expect(plan.make()).rejects.toThrow('/nowhere');
  cwd.mockRestore();
  expect((await plan.make()).contentType).toBe('image/png');
});

test('the picture is a PNG of 1200 by 630, drawn again only when it would be another', async () => {
  const plan = planOf({}, 'og.png');
  const { body, contentType } = await plan.make();
  const bytes = Buffer.from(body);
  expect(contentType).toBe('image/png');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(planOf({ description: 'Another' }, 'og.png').source).toBe(plan.source);
  expect(planOf({ name: 'Another' }, 'og.png').source).not.toBe(plan.source);
});

test('a file is kept for ever, and an SVG runs nothing when it is opened', async () => {
  const [plan] = fileDocuments([file], loadFile);
  const document = await plan?.make();
  expect(document?.isImmutable).toBe(true);
  expect(document?.csp).toMatch(/default-src 'none'.*sandbox/);
  expect(document?.csp).not.toContain('script-src');
});

test('one picture that is two logos is one document', () => {
  const files: PageFileFacts[] = [file, { ...file, kind: 'logo_dark' }];
  const shown = shownDocuments(viewPage(richFacts({ files })), statusAssets());
  const paths = [...shown, ...fileDocuments(files, loadFile)].map(({ path }) => path);
  expect(paths.filter((path) => path === file.path)).toHaveLength(1);
  expect(new Set(paths).size).toBe(paths.length);
});

test('robots are let in where the page is for everybody', async () => {
  expect((await planOf({}, 'robots.txt').make()).body).toContain('Allow: /');
  expect((await planOf({ access: 'email' }, 'robots.txt').make()).body).toContain('Disallow: /');
});
