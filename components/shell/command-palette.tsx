'use client';

import { Command } from 'cmdk';
import { Plus, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { mainItems, settingsItems } from '@/components/shell/navigation';
import { useMay } from '@/components/shell/shell-context';
import { StateMark } from '@/components/state/state-mark';
import { toDrawnState } from '@/components/state/states';

type Found = { id: string; name: string; status: string };

const newMonitor = 'new monitor create';
const newStatusPage = 'new status page create';

const itemClass =
  'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 data-[selected=true]:bg-hover pointer-coarse:min-h-11';

/** Asks the server for monitors by name, a moment after the last key. */
function useFoundMonitors(query: string): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const address = `/api/live/monitors?limit=8${query ? `&q=${encodeURIComponent(query)}` : ''}`;
        const response = await fetch(address, { signal: abort.signal });
        if (response.ok) setFound(((await response.json()) as { data: Found[] }).data);
      } catch {
        setFound([]);
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return found;
}

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const canWrite = useMay('monitor.write');
  const canWritePages = useMay('status_page.write');
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const monitors = useFoundMonitors(wanted);
  const pages = [...mainItems, ...settingsItems].filter((item) => item.name.toLowerCase().includes(wanted));
  const offersNew = canWrite && 'new monitor'.includes(wanted);
  const offersPage = canWritePages && 'new status page'.includes(wanted);
  const [chosen, setChosen] = useState('');
  const values = [
    ...monitors.map(({ id }) => id),
    ...(offersNew ? [newMonitor] : []),
    ...(offersPage ? [newStatusPage] : []),
    ...pages.map(({ name }) => name),
  ];
  // What was chosen may go when the server has answered; Enter must not be left with nothing.
  const current = values.includes(chosen) ? chosen : (values[0] ?? '');
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[10vh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 animate-rise overflow-hidden rounded-lg border border-line bg-raised shadow-float focus:outline-none"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Command
            label="Search or jump to"
            loop
            shouldFilter={false}
            value={current}
            onValueChange={setChosen}
          >
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search size={16} aria-hidden="true" className="text-ink-faint" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder="A monitor, a page, an action"
                className="h-12 w-full bg-transparent text-lg outline-none"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-faint">
              <Command.Empty className="px-2.5 py-6 text-ink-soft">
                Nothing has this name. Try a part of a monitor’s name.
              </Command.Empty>
              {monitors.length > 0 && (
                <Command.Group heading="Monitors">
                  {monitors.map((monitor) => (
                    <Command.Item
                      key={monitor.id}
                      value={monitor.id}
                      className={itemClass}
                      onSelect={() => go(`/monitors/${monitor.id}`)}
                    >
                      <StateMark state={toDrawnState(monitor.status)} />
                      <span className="truncate">{monitor.name}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading="Go to">
                {offersNew && (
                  <Command.Item value={newMonitor} className={itemClass} onSelect={() => go('/monitors/new')}>
                    <Plus size={15} aria-hidden="true" className="text-ink-faint" /> New monitor
                  </Command.Item>
                )}
                {offersPage && (
                  <Command.Item
                    value={newStatusPage}
                    className={itemClass}
                    onSelect={() => go('/status-pages/new')}
                  >
                    <Plus size={15} aria-hidden="true" className="text-ink-faint" /> New status page
                  </Command.Item>
                )}
                {pages.map((item) => (
                  <Command.Item
                    key={item.href}
                    value={item.name}
                    className={itemClass}
                    onSelect={() => go(item.href)}
                  >
                    <item.icon size={15} aria-hidden="true" className="text-ink-faint" /> {item.name}
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
