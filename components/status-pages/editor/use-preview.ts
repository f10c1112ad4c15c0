'use client';

import { useEffect, useRef, useState } from 'react';
import { type Action, runAction } from '@/components/forms/action-result';
import type { PageLocale, PageTheme } from '@/lib/status-pages/constants';
import type { PageBranding, PageSettings } from '@/lib/status-pages/schema';

/** What is typed and not saved yet; what is left out is as it is saved. */
export type PreviewDraft = {
  name?: string;
  description?: string;
  branding?: PageBranding;
  settings?: PageSettings;
};
type PreviewRequest = {
  page_id: string;
  draft: PreviewDraft;
  locale: PageLocale;
  /** For whom it is drawn, where the page leaves it to its visitors. */
  theme: Exclude<PageTheme, 'auto'>;
};
export type PreviewAction = Action<{ html: string }>;

const waitMs = 350;

/**
 * The page as it would be, drawn by the server a moment after the last change of `request` or `revision`. Of what the
 * server refuses, the last good picture stays, with the reason beside it.
 */
export function usePreview(preview: PreviewAction, request: PreviewRequest, revision: string) {
  const [html, setHtml] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const newest = useRef(0);
  const wanted = JSON.stringify({ request, revision });
  useEffect(() => {
    newest.current += 1;
    const turn = newest.current;
    const timer = setTimeout(
      async () => {
        const result = await runAction(() => preview(JSON.parse(wanted).request));
        if (turn !== newest.current) return;
        if (result.ok) setHtml(result.data.html);
        setProblem(result.ok ? null : wordsFor(result.error.code, result.error.detail));
      },
      turn === 1 ? 0 : waitMs,
    );
    return () => clearTimeout(timer);
  }, [preview, wanted]);
  return { html, problem };
}

function wordsFor(code: string, detail: string): string {
  return code === 'invalid' ? 'Not as typed: a value cannot be used yet. Saving tells which one.' : detail;
}
