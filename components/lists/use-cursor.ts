'use client';

import { useState } from 'react';

/** The way through a list that only knows its next page: the cursors behind us are remembered. */
export function useCursor(resetKey: string) {
  const [state, setState] = useState<{ key: string; stack: readonly string[] }>({ key: resetKey, stack: [] });
  const stack = state.key === resetKey ? state.stack : [];
  return {
    cursor: stack.at(-1) ?? null,
    pageNumber: stack.length + 1,
    forward: (cursor: string) => setState({ key: resetKey, stack: [...stack, cursor] }),
    back: () => setState({ key: resetKey, stack: stack.slice(0, -1) }),
  };
}
