import { Globe, Lock, PencilLine } from 'lucide-react';
import { accessWords } from '@/components/status-pages/words';
import type { StatusPageView } from '@/lib/status-pages/schema';

/** Whether others see the page, and who, in words with a sign. */
export function PublishState({ page }: { page: Pick<StatusPageView, 'is_published' | 'access'> }) {
  const Icon = page.is_published ? (page.access === 'public' ? Globe : Lock) : PencilLine;
  const published = page.access === 'public' ? 'Published' : `Private · ${accessWords[page.access]}`;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon size={14} aria-hidden="true" className="text-ink-faint" />
      {page.is_published ? published : 'Draft'}
    </span>
  );
}
