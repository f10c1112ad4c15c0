import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type PageHeaderProps = {
  title: ReactNode;
  /** 2: below the tabs of what it is a part of, whose name is the page's own. */
  level?: 1 | 2;
  back?: { href: string; name: string };
  children?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, level = 1, back, children, actions }: PageHeaderProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="mb-6">
      {back && (
        <Link
          href={back.href}
          className="mb-1 -ml-1 inline-flex h-6 items-center gap-0.5 text-sm text-ink-soft hover:text-ink"
        >
          <ChevronLeft size={14} aria-hidden="true" />
          {back.name}
        </Link>
      )}
      <div
        className={cn(
          'flex flex-wrap justify-between gap-x-6 gap-y-3',
          level === 1 ? 'items-center' : 'items-start',
        )}
      >
        <div className="min-w-0">
          <Heading className="text-xl font-semibold tracking-[-0.015em] break-words">{title}</Heading>
          {children && <div className="mt-0.5 text-ink-soft">{children}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}
