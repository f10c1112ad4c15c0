import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

/** What is larger than its place, and scrolls in it: reached by keyboard, and named for it. */
export function ScrollRegion({ label, className, ...rest }: ComponentProps<'section'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={cn('overflow-auto', className)} {...rest} />
  );
}
