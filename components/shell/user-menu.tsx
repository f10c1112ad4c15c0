'use client';

import { Keyboard, LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useShell } from '@/components/shell/shell-context';
import { themes } from '@/components/shell/theme';
import { useTheme } from '@/components/shell/use-theme';
import { UserMenuTrigger } from '@/components/shell/user-menu-trigger';
import { Menu, MenuChoice, MenuItem, MenuLine } from '@/components/ui/menu';

const themeNames = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Mounted when it is asked for, and so it opens at once. */
export function UserMenu() {
  const { data, signOut, showShortcuts } = useShell();
  const [theme, chooseTheme] = useTheme(data.theme);
  return (
    <Menu label="Account" defaultOpen trigger={<UserMenuTrigger email={data.user.email} />}>
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium">{data.user.name || data.user.email}</p>
        <p className="truncate text-sm text-ink-faint">
          {data.user.name && data.user.name !== data.user.email && `${data.user.email} · `}
          {data.role}
        </p>
      </div>
      <MenuLine />
      <MenuChoice
        label="Theme"
        value={theme}
        onChange={chooseTheme}
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
      />
      <MenuLine />
      <MenuItem asChild>
        <Link href="/settings/account">
          <UserRound size={15} aria-hidden="true" /> Account and sessions
        </Link>
      </MenuItem>
      <MenuItem onSelect={showShortcuts}>
        <Keyboard size={15} aria-hidden="true" /> Keyboard shortcuts
      </MenuItem>
      <MenuItem onSelect={() => void signOut()}>
        <LogOut size={15} aria-hidden="true" /> Sign out
      </MenuItem>
    </Menu>
  );
}
