import {
  Activity,
  CalendarClock,
  FileChartColumn,
  FolderKanban,
  Inbox,
  KeyRound,
  LayoutGrid,
  ListChecks,
  type LucideIcon,
  PanelsTopLeft,
  Route,
  Send,
  Siren,
  UserRound,
  UsersRound,
  Wrench,
} from 'lucide-react';

export type NavigationItem = {
  href: string;
  name: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  /** Whether a chosen project narrows the page. */
  byProject: boolean;
};

export const mainItems: readonly NavigationItem[] = [
  { href: '/', name: 'Overview', icon: LayoutGrid, key: 'o', byProject: true },
  { href: '/monitors', name: 'Monitors', icon: Activity, key: 'm', byProject: true },
  { href: '/incidents', name: 'Incidents', icon: Siren, key: 'i', byProject: true },
  { href: '/channels', name: 'Channels', icon: Send, key: 'c', byProject: true },
  { href: '/policies', name: 'Policies', icon: Route, key: 'y', byProject: true },
  { href: '/on-call', name: 'On-call', icon: CalendarClock, key: 't', byProject: false },
  { href: '/deliveries', name: 'Deliveries', icon: ListChecks, key: 'd', byProject: true },
  { href: '/maintenance', name: 'Maintenance', icon: Wrench, key: 'w', byProject: true },
  { href: '/status-pages', name: 'Status pages', icon: PanelsTopLeft, key: 's', byProject: true },
  { href: '/reports', name: 'Reports', icon: FileChartColumn, key: 'r', byProject: true },
  { href: '/mailbox', name: 'Mailbox', icon: Inbox, key: 'b', byProject: false },
];

export const settingsItems: readonly NavigationItem[] = [
  { href: '/settings/projects', name: 'Projects', icon: FolderKanban, key: 'p', byProject: false },
  { href: '/settings/members', name: 'Members', icon: UsersRound, key: 'u', byProject: false },
  { href: '/settings/api-keys', name: 'API keys', icon: KeyRound, key: 'k', byProject: false },
  { href: '/settings/account', name: 'Account', icon: UserRound, key: 'a', byProject: false },
];

export function isCurrent(item: NavigationItem, pathname: string): boolean {
  return item.href === '/'
    ? pathname === '/'
    : pathname === item.href || pathname.startsWith(`${item.href}/`);
}

/** The address of an item, with the chosen project kept where it means something. */
export function hrefWithin(item: NavigationItem, projectId: string | null): string {
  return item.byProject && projectId ? `${item.href}?project=${projectId}` : item.href;
}
