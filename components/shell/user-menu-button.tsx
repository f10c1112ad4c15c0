'use client';

import { lazy, Suspense, useState } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { UserMenuTrigger } from '@/components/shell/user-menu-trigger';

const UserMenu = lazy(() =>
  import('@/components/shell/user-menu').then((module) => ({ default: module.UserMenu })),
);

/** The menu and all it needs are loaded when it is first asked for. */
export function UserMenuButton() {
  const { email } = useShell().data.user;
  const [wanted, setWanted] = useState(false);
  const trigger = <UserMenuTrigger email={email} onClick={() => setWanted(true)} />;
  if (!wanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <UserMenu />
    </Suspense>
  );
}
