'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { hrefWithin, isCurrent, type NavigationItem } from '@/components/shell/navigation';
import { cn } from '@/components/ui/cn';

type NavListProps = {
  items: readonly NavigationItem[];
  counts?: Readonly<Record<string, number>>;
  onNavigate?: () => void;
};

export function NavList({ items, counts = {}, onNavigate }: NavListProps) {
  const pathname = usePathname();
  const projectId = useSearchParams().get('project');
  return (
    <ul className="space-y-px">
      {items.map((item) => {
        const current = isCurrent(item, pathname);
        const count = counts[item.href] ?? 0;
        return (
          <li key={item.href}>
            <Link
              href={hrefWithin(item, projectId)}
              aria-current={current ? 'page' : undefined}
              {...(onNavigate && { onClick: onNavigate })}
              className={cn(
                'relative flex h-8 items-center gap-2.5 rounded-md px-2 pointer-coarse:h-11',
                current ? 'bg-press font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink',
              )}
            >
              <item.icon size={16} strokeWidth={current ? 2.2 : 1.8} aria-hidden="true" />
              <span className="grow">{item.name}</span>
              {count > 0 && (
                <span className="rounded-full bg-down px-1.5 text-xs font-medium text-on-down">
                  {count}
                  <span className="sr-only"> open</span>
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
