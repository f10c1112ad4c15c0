import type { Metadata } from 'next';
import {
  createProjectAction,
  deleteProjectAction,
  updateProjectAction,
} from '@/app/(dashboard)/settings/projects/actions';
import { ProjectList } from '@/components/settings/project-list';
import { PageHeader } from '@/components/shell/page-header';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage() {
  const { ctx } = await requireOrgContext();
  const projects = await listProjects(ctx, { limit: 200 });
  return (
    <>
      <PageHeader title="Projects">Groups of monitors; a key or a channel can be limited to one.</PageHeader>
      <ProjectList
        initial={projects.data}
        create={createProjectAction}
        update={updateProjectAction}
        remove={deleteProjectAction}
      />
    </>
  );
}
