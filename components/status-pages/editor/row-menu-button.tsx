'use client';

import { lazy, Suspense, useState } from 'react';
import type { RowMenuProps } from '@/components/status-pages/editor/row-menu';
import { RowMenuTrigger } from '@/components/status-pages/editor/row-menu-trigger';

const RowMenu = lazy(async () => ({
  default: (await import('@/components/status-pages/editor/row-menu')).RowMenu,
}));

/** The menu and all it needs are loaded when the first one is asked for. */
export function RowMenuButton(props: RowMenuProps) {
  const [wanted, setWanted] = useState(false);
  const trigger = <RowMenuTrigger line={props.line} onClick={() => setWanted(true)} />;
  if (!wanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <RowMenu {...props} />
    </Suspense>
  );
}
