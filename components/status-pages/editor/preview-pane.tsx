'use client';

import { Monitor, Moon, Smartphone, Sun } from 'lucide-react';
import { useState } from 'react';
import { PreviewFrame, type PreviewWidth } from '@/components/status-pages/editor/preview-frame';
import {
  type PreviewAction,
  type PreviewDraft,
  usePreview,
} from '@/components/status-pages/editor/use-preview';
import { localeNames } from '@/components/status-pages/words';
import { Segmented } from '@/components/ui/segmented';
import { WordSelect } from '@/components/ui/word-select';
import { type PageLocale, pageLocales } from '@/lib/status-pages/constants';
import type { StatusPageView } from '@/lib/status-pages/schema';

export type PreviewPaneProps = {
  page: StatusPageView;
  draft: PreviewDraft;
  preview: PreviewAction;
};

const widths = [
  {
    value: 'phone' as const,
    label: <Smartphone size={14} aria-hidden="true" />,
    name: 'As wide as a phone',
  },
  {
    value: 'desktop' as const,
    label: <Monitor size={14} aria-hidden="true" />,
    name: 'As wide as a desktop',
  },
];
const themes = [
  { value: 'light' as const, label: <Sun size={14} aria-hidden="true" />, name: 'For who prefers light' },
  { value: 'dark' as const, label: <Moon size={14} aria-hidden="true" />, name: 'For who prefers dark' },
];

/** What visitors would see of what is typed, with the real state of the page. */
export function PreviewPane({ page, draft, preview }: PreviewPaneProps) {
  const [width, setWidth] = useState<PreviewWidth>('phone');
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [locale, setLocale] = useState<PageLocale>(page.default_locale);
  const revision = `${page.updated_at} ${JSON.stringify([page.components, page.files])}`;
  const { html, problem } = usePreview(preview, { page_id: page.id, draft, locale, theme }, revision);
  return (
    <div className="flex h-full min-h-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="Width of the preview" value={width} onChange={setWidth} options={widths} />
        {(draft.branding ?? page.branding).theme === 'auto' && (
          <Segmented label="Theme of the preview" value={theme} onChange={setTheme} options={themes} />
        )}
        <WordSelect
          aria-label="Language of the preview"
          className="min-w-28"
          values={pageLocales}
          words={localeNames}
          languageOf={(one) => one}
          value={locale}
          onChange={setLocale}
        />
      </div>
      <div role="status" className="text-sm text-ink-soft empty:hidden">
        {problem}
      </div>
      <div className="min-h-0 grow">
        <PreviewFrame html={html} width={width} />
      </div>
    </div>
  );
}
