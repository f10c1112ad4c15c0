import type { Theme } from '@/components/shell/theme';
import type { Role } from '@/lib/access/constants';

export type ShellData = {
  user: { name: string; email: string };
  organization: { id: string; name: string };
  role: Role;
  projects: readonly { id: string; name: string }[];
  openIncidents: number;
  theme: Theme;
  nowMs: number;
};
