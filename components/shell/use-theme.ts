'use client';

import { useState } from 'react';
import { type Theme, themeCookie } from '@/components/shell/theme';

const yearSeconds = 31_536_000;

/** The cookie lets the server render the right theme at once, so that no page flashes. */
export function useTheme(initial: Theme) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${themeCookie}=${next}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
  };
  return [theme, choose] as const;
}
