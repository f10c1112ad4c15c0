'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { mainItems } from '@/components/shell/navigation';
import type { ShellData } from '@/components/shell/shell-data';

/**
 * Narrows the lists to one project. The choice is in the address, so that a link shows the same to everybody.
 * The browser's own select lies over what is drawn.
 */
export function ProjectSwitcher({ organization, projects }: Pick<ShellData, 'organization' | 'projects'>) {
  const router = useRouter();
  const pathname = usePathname();
  const projectId = useSearchParams().get('project') ?? '';
  const chosen = projects.find((project) => project.id === projectId);
  const choose = (id: string) => {
    const page = mainItems.some((item) => item.byProject && item.href === pathname) ? pathname : '/monitors';
    router.push(id === '' ? page : `${page}?project=${id}`);
  };
  return (
    <div className="relative flex h-11 shrink-0 items-center gap-2 rounded-md border border-line bg-canvas px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink hover:border-line-strong">
      <span aria-hidden="true" className="min-w-0 grow">
        <span className="block truncate text-sm leading-4 font-medium">{chosen?.name ?? 'All projects'}</span>
        <span className="block truncate text-xs leading-4 text-ink-faint">{organization.name}</span>
      </span>
      <ChevronsUpDown size={14} aria-hidden="true" className="shrink-0 text-ink-faint" />
      <select
        aria-label={`Project of ${organization.name}`}
        value={chosen?.id ?? ''}
        onChange={(event) => choose(event.target.value)}
        className="absolute inset-0 size-full cursor-pointer bg-raised text-ink opacity-0"
      >
        <option value="">All projects</option>
        {projects.map((project) => (
          <option key={project.id} value={project.id}>
            {project.name}
          </option>
        ))}
      </select>
    </div>
  );
}
