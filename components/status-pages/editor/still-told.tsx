'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { type AccessDraft, emailDomainsOf } from '@/components/status-pages/editor/access-draft';
import { stillToldWords } from '@/components/status-pages/editor/still-told-words';
import type { AudienceView } from '@/lib/subscribers/schema';

const settleMs = 400;

/** Before it is saved that not everybody may read a page: which subscribers go on being told, and where they are. */
export function StillTold({ pageId, draft }: { pageId: string; draft: AccessDraft }) {
  const mayRead = useMay('subscriber.read');
  const typed = draft.access === 'email' ? emailDomainsOf(draft).join(',') : '';
  const domains = useSettled(typed);
  const path = queryPath(`/status-pages/${pageId}/audience`, { allowed_email_domains: domains });
  const isAsked = mayRead && draft.access !== 'public' && (draft.access !== 'email' || typed !== '');
  const { data, error, isPlaceholderData } = useLive<{ data: AudienceView }>(path, {
    enabled: isAsked,
    every: false,
  });
  if (!isAsked) return null;
  const isKnown = data !== undefined && !isPlaceholderData && domains === typed;
  const lines = isKnown ? stillToldWords(draft.access, data.data) : [];
  return (
    <div role="status" className="mt-4 space-y-1 text-sm text-ink-soft empty:hidden">
      {error !== null && <p>How many subscribers go on being told could not be counted.</p>}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {(lines.length > 0 || error !== null) && (
        <p>
          Whom you do not want told, you remove under{' '}
          <Link href={`/status-pages/${pageId}/subscribers`} className="link">
            Subscribers
          </Link>
          .
        </p>
      )}
    </div>
  );
}

/** What is typed, once the typing has stopped. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
