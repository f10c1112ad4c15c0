import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { Page } from '@/lib/core/paging';

type PaginationProps = {
  page: Page<unknown>['page'] | undefined;
  pageNumber: number;
  forward: (cursor: string) => void;
  back: () => void;
};

export function Pagination({ page, pageNumber, forward, back }: PaginationProps) {
  const next = page?.next_cursor ?? null;
  if (pageNumber === 1 && next === null) return null;
  return (
    <nav aria-label="Pages" className="mt-3 flex items-center justify-end gap-2">
      <span className="mr-2 text-sm text-ink-faint">Page {pageNumber}</span>
      <Button size="sm" disabled={pageNumber === 1} onClick={back}>
        <ChevronLeft size={14} aria-hidden="true" /> Previous
      </Button>
      <Button size="sm" disabled={next === null} onClick={() => next !== null && forward(next)}>
        Next <ChevronRight size={14} aria-hidden="true" />
      </Button>
    </nav>
  );
}
