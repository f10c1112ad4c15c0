'use client';

import { useEffect, useState } from 'react';
import { useAddress } from '@/components/lists/use-address';

const settleMs = 200;

/** What is typed into a search; a moment after the typing stops it stands in the address, as `q`. */
export function useSearchText() {
  const { params, set } = useAddress();
  const asked = params.get('q') ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked) return;
    const timer = setTimeout(() => set('q', wanted || null), settleMs);
    return () => clearTimeout(timer);
  });
  return { text, setText };
}
