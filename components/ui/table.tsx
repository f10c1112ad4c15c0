import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { ScrollRegion } from '@/components/ui/scroll-region';

/** A ledger: hairlines between rows, figures to the right. It scrolls sideways rather than breaking words. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <ScrollRegion label={label} className="relative">
      <table className={cn('w-full border-collapse text-left', className)} {...rest} />
    </ScrollRegion>
  );
}

export function Head({ children }: ComponentProps<'thead'>) {
  return <thead className="border-b border-line">{children}</thead>;
}

export function HeadCell({ className, numeric, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 px-3 text-xs font-normal whitespace-nowrap text-ink-faint first:pl-0 last:pr-0',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('border-b border-line last:border-0', className)} {...rest} />;
}

export function Cell({ className, numeric, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        'h-10 px-3 py-1.5 first:pl-0 last:pr-0',
        numeric && 'text-right whitespace-nowrap',
        className,
      )}
      {...rest}
    />
  );
}
