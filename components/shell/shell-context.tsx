'use client';

import { createContext, use } from 'react';
import type { ShellData } from '@/components/shell/shell-data';
import type { Permission } from '@/lib/access/constants';
import { roleMay } from '@/lib/access/rules/permissions';

type Shell = {
  data: ShellData;
  signOut: () => Promise<void>;
  openPalette: () => void;
  showShortcuts: () => void;
};

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = use(ShellContext);
  if (shell === null) throw new Error('useShell needs the shell around it');
  return shell;
}

/** Whether the viewer's role allows it, to hide what the verb would refuse. */
export function useMay(permission: Permission): boolean {
  return roleMay(useShell().data.role, permission);
}
