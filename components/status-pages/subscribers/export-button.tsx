'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { queryPath } from '@/components/lists/query-path';
import { fetchLive } from '@/components/live/use-live';
import { subscribersCsv } from '@/components/status-pages/subscribers/csv';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast-store';
import type { Page } from '@/lib/core/paging';
import type { StatusPageView } from '@/lib/status-pages/schema';
import type { SubscriberView } from '@/lib/subscribers/schema';

type Filter = Readonly<Record<'q' | 'state' | 'kind', string | null>>;
type ExportButtonProps = { page: StatusPageView; filter: Filter };

const perRequest = 200;

/** All that the filter lists, page by page, as a file. */
export function ExportButton({ page, filter }: ExportButtonProps) {
  const [count, setCount] = useState<number | null>(null);
  const run = async () => {
    setCount(0);
    try {
      const all = await readAll(page.id, filter, setCount);
      const names = new Map(page.components.map(({ id, name }) => [id, name]));
      save(subscribersCsv(all, names), `subscribers-${page.slug}.csv`);
      toast(`Exported ${all.length === 1 ? 'one subscriber' : `${all.length} subscribers`}.`);
    } catch (error) {
      const detail = error instanceof Error ? error.message : '';
      toast(`The list could not be read. ${detail}`, { tone: 'failed' });
    } finally {
      setCount(null);
    }
  };
  return (
    <Button pending={count !== null} onClick={() => void run()}>
      <Download size={14} aria-hidden="true" />
      {count === null || count === 0 ? 'Export CSV' : `${count} read`}
    </Button>
  );
}

async function readAll(
  pageId: string,
  filter: Filter,
  onProgress: (count: number) => void,
): Promise<SubscriberView[]> {
  const all: SubscriberView[] = [];
  let cursor: string | null = null;
  do {
    const path: string = queryPath(`/status-pages/${pageId}/subscribers`, {
      limit: perRequest,
      ...filter,
      cursor,
    });
    const answer: Page<SubscriberView> = await fetchLive<Page<SubscriberView>>(path);
    all.push(...answer.data);
    onProgress(all.length);
    cursor = answer.page.next_cursor;
  } while (cursor !== null);
  return all;
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
