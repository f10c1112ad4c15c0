'use client';

import Link from 'next/link';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { StateMark } from '@/components/state/state-mark';
import { kindWords } from '@/components/status-pages/composer/words';
import { Ago, Coming } from '@/components/time/time';
import { Panel } from '@/components/ui/panel';
import type { PageDraftView } from '@/lib/page-incidents/schema';

type Drafts = { data: PageDraftView[] };

/** What waits for somebody to publish it, on any page; nothing where nothing does. */
export function WaitingDrafts({ initial, projectId }: { initial: Drafts; projectId: string | null }) {
  const path = queryPath('/dashboard/page-drafts', { project_id: projectId });
  const { data } = useLive<Drafts>(path, { initial });
  const drafts = (data ?? initial).data;
  if (drafts.length === 0) return null;
  return (
    <Panel title="To be told" hint="drafts on status pages">
      <ul>
        {drafts.map((draft) => (
          <li
            key={draft.id}
            className="relative grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 border-b border-line py-2.5 last:border-0 hover:bg-sunken sm:grid-cols-[auto_minmax(0,1fr)_auto]"
          >
            <StateMark state="pending" label={false} size={13} className="mt-[5px]" />
            <div className="min-w-0">
              <Link
                href={`/status-pages/${draft.page_id}/incidents/${draft.id}`}
                className="link-row block truncate font-medium"
              >
                {draft.title}
              </Link>
              <p className="truncate text-sm text-ink-faint">
                {kindWords[draft.kind]} on {draft.page_name}
              </p>
            </div>
            <p className="text-sm max-sm:col-start-2">
              {draft.publish_at === null ? (
                <span className="text-ink-faint">
                  made <Ago at={draft.created_at} />
                </span>
              ) : (
                <>
                  publishes itself <Coming at={draft.publish_at} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
