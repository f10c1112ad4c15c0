'use client';

import { useId } from 'react';
import { mainItems, settingsItems } from '@/components/shell/navigation';
import { useShortcutsEnabled } from '@/components/shell/use-shortcuts';
import { Kbd } from '@/components/ui/badge';
import { Switch } from '@/components/ui/controls';
import { Dialog } from '@/components/ui/dialog';

const general = [
  { keys: ['⌘', 'K'], what: 'Search, or jump anywhere' },
  { keys: ['/'], what: 'Search this page' },
  { keys: ['c'], what: 'New monitor' },
  { keys: ['j'], what: 'Next row of a list' },
  { keys: ['k'], what: 'Previous row of a list' },
  { keys: ['x'], what: 'Select the row' },
  { keys: ['?'], what: 'This list' },
];

export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [enabled, setEnabled] = useShortcutsEnabled();
  const switchId = useId();
  const pages = [...mainItems, ...settingsItems].map((item) => ({ keys: ['g', item.key], what: item.name }));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="grid gap-x-8 sm:grid-cols-2">
        {[general, pages].map((list) => (
          <dl key={list[0]?.what}>
            {list.map(({ keys, what }) => (
              <div key={what} className="flex h-8 items-center justify-between gap-4">
                <dt className="text-ink-soft">{what}</dt>
                <dd className="flex gap-1">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
      <label htmlFor={switchId} className="mt-4 flex items-center justify-between border-t border-line pt-4">
        Use single-key shortcuts
        <Switch id={switchId} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
      </label>
    </Dialog>
  );
}
