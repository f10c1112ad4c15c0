'use client';

import { Menu } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { hrefWithin, isCurrent, mainItems } from '@/components/shell/navigation';
import { useShell } from '@/components/shell/shell-context';
import { cn } from '@/components/ui/cn';

const PhoneSheet = dynamic(
  () => import('@/components/shell/phone-sheet').then((module) => module.PhoneSheet),
  {
    ssr: false,
  },
);

const cell = 'flex h-14 grow flex-col items-center justify-center gap-0.5 text-xs';

/** The four places one needs in a hurry within reach of a thumb, the rest in a sheet. */
export function PhoneBar() {
  const { data } = useShell();
  const pathname = usePathname();
  const projectId = useSearchParams().get('project');
  const [open, setOpen] = useState(false);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {mainItems.slice(0, 4).map((item) => {
        const current = isCurrent(item, pathname);
        return (
          <Link
            key={item.href}
            href={hrefWithin(item, projectId)}
            aria-current={current ? 'page' : undefined}
            className={cn(
              cell,
              'basis-0 outline-offset-[-3px]',
              current ? 'font-medium text-ink' : 'text-ink-soft',
            )}
          >
            <span className="relative">
              <item.icon size={19} strokeWidth={current ? 2.3 : 1.8} aria-hidden="true" />
              {item.href === '/incidents' && data.openIncidents > 0 && (
                <span className="absolute -top-1 -right-1.5 size-2.5 rounded-full border-2 border-canvas bg-down" />
              )}
            </span>
            {item.name}
          </Link>
        );
      })}
      <button
        type="button"
        aria-haspopup="dialog"
        className={cn(cell, 'basis-0 text-ink-soft outline-offset-[-3px]')}
        onClick={() => setOpen(true)}
      >
        <Menu size={19} aria-hidden="true" />
        More
      </button>
      {open && <PhoneSheet onClose={() => setOpen(false)} />}
    </nav>
  );
}
