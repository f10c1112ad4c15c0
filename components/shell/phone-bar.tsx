'use client';

import { Menu } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { NavList } from '@/components/shell/nav-list';
import { hrefWithin, isCurrent, mainItems, settingsItems } from '@/components/shell/navigation';
import { ProjectSwitcher } from '@/components/shell/project-switcher';
import { useShell } from '@/components/shell/shell-context';
import { cn } from '@/components/ui/cn';
import { Dialog } from '@/components/ui/dialog';

const cell = 'flex h-14 grow flex-col items-center justify-center gap-0.5 text-xs text-ink-soft';

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
            className={cn(cell, 'basis-0 outline-offset-[-3px]', current && 'font-medium text-ink')}
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
      <Dialog
        shape="sheet"
        title="All pages"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={cn(cell, 'basis-0 outline-offset-[-3px]')}>
            <Menu size={19} aria-hidden="true" />
            More
          </button>
        }
      >
        <ProjectSwitcher organization={data.organization} projects={data.projects} />
        <div className="mt-4 grid grid-cols-2 gap-x-4">
          <NavList items={mainItems} onNavigate={() => setOpen(false)} />
          <NavList items={settingsItems} onNavigate={() => setOpen(false)} />
        </div>
      </Dialog>
    </nav>
  );
}
