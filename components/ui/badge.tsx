import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm border border-line bg-sunken px-1.5 text-xs whitespace-nowrap text-ink-soft',
        className,
      )}
    >
      {children}
    </span>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-b-2 border-line px-1 font-sans text-xs text-ink-faint">
      {children}
    </kbd>
  );
}
