'use client';

import type { ReactNode } from 'react';
import { useHydrated } from '@/components/time/clock';
import { cn } from '@/components/ui/cn';

/** Takes nothing before the browser has taken over: what is typed into a form of the server would be lost with it. */
export function ReadyFields({ className, children }: { className: string; children: ReactNode }) {
  return (
    <fieldset disabled={!useHydrated()} className={cn('min-w-0', className)}>
      {children}
    </fieldset>
  );
}
