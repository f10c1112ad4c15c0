import { renderMarkdown } from '@/lib/status-pages/rules/markdown';

/** As `useRules` asks for it. */
export function readMarkdown(source: string): string {
  return renderMarkdown(source);
}
