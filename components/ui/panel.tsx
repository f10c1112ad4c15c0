import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type PanelProps = {
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A section of a page: a heading on a rule, and what it is about. No box around it. */
export function Panel({ title, hint, action, className, children }: PanelProps) {
  return (
    <section className={cn('min-w-0', className)}>
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-1.5">
        <h2 className="font-semibold">
          {title}
          {hint && <span className="ml-2 text-sm font-normal text-ink-faint">{hint}</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
