'use client';

import { Eye } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useMay } from '@/components/shell/shell-context';
import type { PreviewPaneProps } from '@/components/status-pages/editor/preview-pane';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/empty-state';

const PreviewPane = dynamic(
  async () => (await import('@/components/status-pages/editor/preview-pane')).PreviewPane,
  { ssr: false, loading: () => <Skeleton className="h-full min-h-96" /> },
);

const PreviewSheet = dynamic(
  async () => (await import('@/components/status-pages/editor/preview-sheet')).PreviewSheet,
  { ssr: false },
);

const wide = '(min-width: 80rem)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(wide);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** A form with what comes of it: beside it where there is room, else behind a button. */
export function WithPreview({ children, ...pane }: PreviewPaneProps & { children: ReactNode }) {
  const isWide = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(wide).matches,
    () => null,
  );
  const mayWrite = useMay('status_page.write');
  const [open, setOpen] = useState(false);
  if (!mayWrite) return children;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 xl:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="min-w-0">
        <div className="mb-4 xl:hidden">
          <Button size="sm" onClick={() => setOpen(true)}>
            <Eye size={14} aria-hidden="true" /> Preview
          </Button>
          {isWide === false && open && <PreviewSheet {...pane} onClose={() => setOpen(false)} />}
        </div>
        {children}
      </div>
      <section aria-label="Preview" className="max-xl:hidden">
        <div className="sticky top-4 h-[calc(100dvh-2rem)] max-h-[56rem]">
          {isWide && <PreviewPane {...pane} />}
        </div>
      </section>
    </div>
  );
}
