import { createProject } from '@/lib/projects/create-project';
import { listProjects } from '@/lib/projects/list-projects';
import { createProjectInput, listProjectsInput, projectView } from '@/lib/projects/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/projects', {
  GET: operation({
    operationId: 'listProjects',
    summary: 'List projects',
    tag: 'projects',
    scope: 'read',
    input: listProjectsInput,
    answer: pageOf(projectView),
    verb: listProjects,
  }),
  POST: operation({
    operationId: 'createProject',
    summary: 'Create a project',
    tag: 'projects',
    scope: 'write',
    input: createProjectInput,
    answer: created(projectView, ({ id }) => `/api/v1/projects/${id}`),
    verb: createProject,
  }),
});
