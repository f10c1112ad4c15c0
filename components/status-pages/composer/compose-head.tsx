import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

type ComposeHeadProps = {
  back: { href: string; name: string };
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
};

/** Below the tabs of a page: what this one thing of it is. */
export function ComposeHead({ back, title, children, actions }: ComposeHeadProps) {
  return (
    <div className="mb-6">
      <Link
        href={back.href}
        className="mb-1 -ml-1 inline-flex h-6 items-center gap-0.5 text-sm text-ink-soft hover:text-ink"
      >
        <ChevronLeft size={14} aria-hidden="true" />
        {back.name}
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 className="text-xl font-semibold tracking-[-0.015em] break-words">{title}</h2>
          {children && <div className="mt-1 text-ink-soft">{children}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}
