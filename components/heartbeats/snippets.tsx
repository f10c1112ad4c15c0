'use client';

import { useMemo } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';
import type { SnippetSource } from '@/lib/heartbeats/rules/snippet';
import { snippets } from '@/lib/heartbeats/rules/snippets';

/** How the job tells that it ran, for each tool, ready to be copied. */
export function Snippets({ pingUrl, schedule, name, postOnly = false }: SnippetSource) {
  const all = useMemo(
    () => snippets({ pingUrl, schedule, name, postOnly }),
    [pingUrl, schedule, name, postOnly],
  );
  return (
    <Tabs
      label="Ways to send the ping"
      initial={schedule.kind === 'oncalendar' ? 'systemd' : 'cron'}
      tabs={all.map((snippet) => ({
        value: snippet.id,
        label: snippet.label,
        content: (
          <div className="overflow-hidden rounded-md border border-line bg-sunken">
            <div className="flex min-h-10 items-center justify-between gap-3 border-b border-line py-1 pr-1 pl-3">
              <span className="font-mono text-xs text-ink-faint">{snippet.language}</span>
              <CopyButton value={snippet.text} />
            </div>
            <pre className="px-3 py-2.5 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
              <code>{snippet.text}</code>
            </pre>
            {snippet.note && (
              <p className="border-t border-line px-3 py-2 text-sm text-ink-soft">{snippet.note}</p>
            )}
          </div>
        ),
      }))}
    />
  );
}
