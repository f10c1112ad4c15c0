'use client';

import { Plus, Search } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Mark } from '@/components/brand/mark';
import { useMay, useShell } from '@/components/shell/shell-context';
import { UserMenuButton } from '@/components/shell/user-menu-button';
import { Kbd } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';

export function TopBar({ live }: { live?: ReactNode }) {
  const { openPalette } = useShell();
  const canWrite = useMay('monitor.write');
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b border-line bg-canvas px-4 md:px-8">
      <Link
        href="/"
        aria-label="Stillup, overview"
        className="mr-1 inline-flex size-8 items-center md:hidden"
      >
        <Mark size={22} />
      </Link>
      <button
        type="button"
        onClick={openPalette}
        className="flex h-(--control) min-w-0 grow items-center gap-2 rounded-md border border-line bg-sunken px-2.5 text-left text-ink-faint hover:border-line-strong md:max-w-80"
      >
        <Search size={15} aria-hidden="true" className="shrink-0" />
        <span className="grow truncate">Search or jump to</span>
        <span className="hidden gap-1 md:inline-flex">
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      <div className="ml-auto flex items-center gap-2">
        {live}
        {canWrite && (
          <Button asChild variant="primary" className="max-md:hidden">
            <Link href="/monitors/new">
              <Plus size={15} aria-hidden="true" /> New monitor
            </Link>
          </Button>
        )}
        <UserMenuButton />
      </div>
    </header>
  );
}
