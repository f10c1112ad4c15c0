'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Command, readKey } from '@/components/shell/shortcut-keys';

const storageKey = 'stillup_shortcuts';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => localStorage.getItem(storageKey) !== 'off';

/** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4). */
export function useShortcutsEnabled() {
  const enabled = useSyncExternalStore(subscribe, read, () => true);
  const setEnabled = (next: boolean) => {
    localStorage.setItem(storageKey, next ? 'on' : 'off');
    for (const listener of listeners) listener();
  };
  return [enabled, setEnabled] as const;
}

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio])')
  );
}

export function useShortcuts(run: (command: Command) => void) {
  const pending = useRef<'g' | null>(null);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key === 'Shift') return;
      const press = { key: event.key, meta: event.metaKey, ctrl: event.ctrlKey, alt: event.altKey };
      const blocked =
        isText(event.target) || document.querySelector('[role="dialog"], [role="menu"]') !== null;
      const result = readKey({ ...press, inText: blocked }, pending.current);
      pending.current = result.pending;
      if (result.command === null) return;
      if (result.command.kind !== 'palette' && !read()) return;
      event.preventDefault();
      latest.current(result.command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
