'use client';

import { type RefObject, useEffect } from 'react';

/** `j` and `k` move through the rows' links, `x` ticks the row's box; not while text is typed or a dialog is open. */
export function useRowKeys(list: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        localStorage.getItem('stillup_shortcuts') === 'off'
      )
        return;
      if (!['j', 'k', 'x'].includes(event.key) || isBusy(event.target)) return;
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row] a[data-row-link]') ?? [])];
      const at = links.findIndex((link) => link.closest('[data-row]')?.contains(document.activeElement));
      if (event.key === 'x') {
        links[at]?.closest('[data-row]')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
      } else {
        links[Math.min(Math.max(at + (event.key === 'j' ? 1 : -1), 0), links.length - 1)]?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return true;
  return target instanceof HTMLElement && target.matches('textarea, select, input:not([type=checkbox])');
}
