'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, Suspense, useState } from 'react';
import { Wordmark } from '@/components/brand/mark';
import { NavList } from '@/components/shell/nav-list';
import { mainItems, settingsItems } from '@/components/shell/navigation';
import { PhoneBar } from '@/components/shell/phone-bar';
import { ProjectSwitcher } from '@/components/shell/project-switcher';
import { ShellContext } from '@/components/shell/shell-context';
import type { ShellData } from '@/components/shell/shell-data';
import type { Command } from '@/components/shell/shortcut-keys';
import { TopBar } from '@/components/shell/top-bar';
import { useShortcuts } from '@/components/shell/use-shortcuts';
import { ClockProvider } from '@/components/time/clock';
import { roleMay } from '@/lib/access/rules/permissions';

const CommandPalette = dynamic(
  () => import('@/components/shell/command-palette').then((module) => module.CommandPalette),
  { ssr: false },
);
const ShortcutsDialog = dynamic(
  () => import('@/components/shell/shortcuts-dialog').then((module) => module.ShortcutsDialog),
  { ssr: false },
);

type ShellProps = { data: ShellData; signOut: () => Promise<void>; live?: ReactNode; children: ReactNode };

export function Shell({ data, signOut, live, children }: ShellProps) {
  const router = useRouter();
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null);
  const openPalette = () => setOverlay('palette');
  const showShortcuts = () => setOverlay('shortcuts');
  useShortcuts((command: Command) => {
    switch (command.kind) {
      case 'go':
        return router.push(command.href);
      case 'create':
        return roleMay(data.role, 'monitor.write') ? router.push('/monitors/new') : undefined;
      case 'help':
        return showShortcuts();
      case 'palette':
        return openPalette();
      case 'search': {
        const field = document.querySelector<HTMLInputElement>('main input[type=search]');
        return field ? field.focus() : openPalette();
      }
    }
  });
  return (
    <ShellContext value={{ data, signOut, openPalette, showShortcuts }}>
      <ClockProvider nowMs={data.nowMs}>
        <a
          href="#content"
          className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-ink px-3 py-2 text-on-ink focus:translate-y-0"
        >
          Skip to the content
        </a>
        <div className="md:grid md:grid-cols-[14rem_minmax(0,1fr)]">
          <Suspense>
            <Sidebar data={data} />
          </Suspense>
          <div className="min-w-0 pb-20 md:pb-10">
            <TopBar live={live} />
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto max-w-6xl px-4 pt-5 outline-none md:px-8 md:pt-7"
            >
              {children}
            </main>
          </div>
          <Suspense>
            <PhoneBar />
          </Suspense>
        </div>
        {overlay === 'palette' && <CommandPalette onClose={() => setOverlay(null)} />}
        {overlay === 'shortcuts' && <ShortcutsDialog open onOpenChange={() => setOverlay(null)} />}
      </ClockProvider>
    </ShellContext>
  );
}

function Sidebar({ data }: { data: ShellData }) {
  return (
    <aside
      aria-label="Navigation"
      className="sticky top-0 hidden h-dvh flex-col gap-4 overflow-y-auto border-r border-line bg-sunken px-3 pb-4 md:flex"
    >
      <Link href="/" aria-label="Stillup, overview" className="flex h-13 shrink-0 items-center px-2">
        <Wordmark />
      </Link>
      <ProjectSwitcher organization={data.organization} projects={data.projects} />
      <nav aria-label="Main" className="flex grow flex-col justify-between gap-6">
        <NavList items={mainItems} counts={{ '/incidents': data.openIncidents }} />
        <div>
          <p className="px-2 pb-1 text-xs text-ink-faint">Settings</p>
          <NavList items={settingsItems} />
        </div>
      </nav>
    </aside>
  );
}
