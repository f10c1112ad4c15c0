import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const manifest = z.strictObject({
  script: z.string().max(200),
  font: z.string().max(200),
  embed: z.string().max(200),
  css: z.string().max(200_000),
  renderer: z.string().max(64),
});
/** Paths of what the browser loads beside a page, the style sheet inside of it, and a mark that changes with how pages look. */
export type StatusAssets = z.output<typeof manifest>;

let known: StatusAssets | undefined;

/** What `bin/copy-status-assets.mjs` has made; throws where it did not run. */
export function statusAssets(): StatusAssets {
  known ??= manifest.parse(
    JSON.parse(readFileSync(path.join(process.cwd(), folder, 'manifest.json'), 'utf8')),
  );
  return known;
}

const folder = 'public/status/assets';

const contentTypes: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
};

export type StatusAsset = { name: string; contentType: string; isImmutable: boolean; body: Buffer };

/** The files themselves, for a gateway to hold: all but `embed.js` are named by their content. */
export function readStatusAssets(): StatusAsset[] {
  const { script, font, embed } = statusAssets();
  return [script, font, embed].map((address) => {
    const name = path.posix.basename(address);
    return {
      name,
      contentType: contentTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      isImmutable: address !== embed,
      body: readFileSync(path.join(process.cwd(), folder, name)),
    };
  });
}
