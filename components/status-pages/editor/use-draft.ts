'use client';

import { useState } from 'react';

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * What is typed over what is saved. While nothing is changed it follows the server; while something is, it stays, and
 * `isOutdated` tells that somebody else has saved meanwhile.
 */
export function useDraft<T extends object>(saved: T) {
  const [state, setState] = useState({ base: saved, draft: saved });
  const { base, draft } = state;
  const isDirty = !isSame(draft, base);
  if (!isSame(saved, base) && (!isDirty || isSame(saved, draft))) setState({ base: saved, draft: saved });
  return {
    draft,
    isDirty,
    isOutdated: isDirty && !isSame(saved, base),
    change: (patch: Partial<T>) =>
      setState((before) => ({ ...before, draft: { ...before.draft, ...patch } })),
    /** After saving: what the server made of it. */
    accept: (next: T) => setState({ base: next, draft: next }),
    discard: () => setState({ base: saved, draft: saved }),
  };
}
