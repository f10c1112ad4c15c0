import { renderMarkdown } from '@/lib/status-pages/rules/markdown';

const most = 50;

/** The first of them as HTML, so that the browser needs no reader of Markdown to show what is there. */
export function renderBodies(bodies: readonly string[]): Record<string, string> {
  return Object.fromEntries(bodies.slice(0, most).map((body) => [body, renderMarkdown(body)]));
}
