'use client';

import { createContext, type ReactNode, use } from 'react';

const Rendered = createContext<Readonly<Record<string, string>>>({});

/** What the server has rendered already: sources of Markdown, and their HTML. */
export function RenderedMarkdown({
  html,
  children,
}: {
  html: Readonly<Record<string, string>>;
  children: ReactNode;
}) {
  return <Rendered value={html}>{children}</Rendered>;
}

export function useRendered(source: string): string | null {
  return use(Rendered)[source] ?? null;
}
