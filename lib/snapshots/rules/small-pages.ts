import { escapeHtml } from '@/lib/core/escape-markup';

/** For what no document exists: one sentence, with nothing to load. */
export function noticePage({
  title,
  text,
  refreshSeconds,
}: {
  title: string;
  text: string;
  refreshSeconds?: number;
}): string {
  const refresh =
    refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">\n`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refresh}<title>${escapeHtml(title)}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; text-align: center }
  h1 { font-size: 1.25rem; margin: 0 0 .25rem }
  p { margin: 0 }
</style>
<main>
  <h1>${escapeHtml(title)}</h1>
  <p>${escapeHtml(text)}</p>
</main>
</html>
`;
}
