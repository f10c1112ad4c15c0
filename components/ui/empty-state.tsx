import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  level?: 2 | 3;
  className?: string;
};

/** Says what would stand here and how to get it; the level line of the mark, waiting for its caret. */
export function EmptyState({ title, children, action, level = 2, className }: EmptyStateProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={cn('flex flex-col items-start gap-3 py-8', className)}>
      <svg width="56" height="20" viewBox="0 0 56 20" aria-hidden="true" className="fill-none stroke-nodata">
        <path d="M1 17h54" strokeWidth="2" />
        <path d="m16 12 12-9 12 9" strokeWidth="1.5" strokeDasharray="2.5 3" />
      </svg>
      <div className="max-w-prose">
        <Heading className="font-semibold">{title}</Heading>
        {children && <div className="mt-1 text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block animate-breathe rounded-sm bg-hover', className)} />;
}
