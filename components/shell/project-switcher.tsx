'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { mainItems } from '@/components/shell/navigation';
import type { ShellData } from '@/components/shell/shell-data';
import { Menu, MenuChoice } from '@/components/ui/menu';

const all = 'all';

/** Narrows the lists to one project. The choice is in the address, so that a link shows the same to everybody. */
export function ProjectSwitcher({ organization, projects }: Pick<ShellData, 'organization' | 'projects'>) {
  const router = useRouter();
  const pathname = usePathname();
  const projectId = useSearchParams().get('project') ?? all;
  const chosen = projects.find((project) => project.id === projectId);
  const choose = (id: string) => {
    const page = mainItems.some((item) => item.byProject && item.href === pathname) ? pathname : '/monitors';
    router.push(id === all ? page : `${page}?project=${id}`);
  };
  return (
    <Menu
      align="start"
      label="Project"
      trigger={
        <button
          type="button"
          className="flex h-10 w-full items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-left hover:border-line-strong"
        >
          <span className="min-w-0 grow">
            <span className="block truncate text-sm leading-4 font-medium">
              {chosen?.name ?? 'All projects'}
            </span>
            <span className="block truncate text-xs leading-4 text-ink-faint">{organization.name}</span>
          </span>
          <ChevronsUpDown size={14} aria-hidden="true" className="shrink-0 text-ink-faint" />
        </button>
      }
    >
      <MenuChoice
        label="Show"
        value={chosen?.id ?? all}
        onChange={choose}
        options={[
          { value: all, label: 'All projects' },
          ...projects.map((project) => ({ value: project.id, label: project.name })),
        ]}
      />
    </Menu>
  );
}
