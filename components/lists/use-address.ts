'use client';

import { usePathname, useSearchParams } from 'next/navigation';

/** Filters live in the address, so that a list can be linked to; changing one asks no new page of the server. */
export function useAddress() {
  const pathname = usePathname();
  const params = useSearchParams();
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    const query = next.toString();
    window.history.replaceState(null, '', query ? `${pathname}?${query}` : pathname);
  };
  return { params, set };
}
