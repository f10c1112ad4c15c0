import type { ReactNode } from 'react';
import { Mark } from '@/components/brand/mark';

/** A page that stands alone: what happened, and what to do next. */
export function MessagePage({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex min-h-[60vh] flex-col items-start justify-center gap-4">
      <Mark size={28} className="text-ink-faint" />
      <div className="max-w-prose">
        <h1 className="text-xl font-semibold">{title}</h1>
        <div className="mt-1.5 text-ink-soft">{children}</div>
      </div>
      {actions && <div className="flex gap-2">{actions}</div>}
    </div>
  );
}
