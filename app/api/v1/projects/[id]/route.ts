import { deleteProject } from '@/lib/projects/delete-project';
import { getProject } from '@/lib/projects/get-project';
import { projectIdInput, projectView, updateProjectInput } from '@/lib/projects/schema';
import { updateProject } from '@/lib/projects/update-project';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/projects/{id}', {
  GET: operation({
    operationId: 'getProject',
    summary: 'Get a project',
    tag: 'projects',
    scope: 'read',
    input: projectIdInput,
    answer: one(projectView),
    verb: getProject,
    version: { read: getProject, volatile: [] },
  }),
  PATCH: operation({
    operationId: 'updateProject',
    summary: 'Change a project',
    tag: 'projects',
    scope: 'write',
    input: updateProjectInput,
    answer: one(projectView),
    verb: updateProject,
    version: { read: getProject, volatile: [] },
  }),
  DELETE: operation({
    operationId: 'deleteProject',
    summary: 'Delete a project with all that is in it',
    tag: 'projects',
    scope: 'write',
    input: projectIdInput,
    answer: nothing,
    verb: deleteProject,
    version: { read: getProject, volatile: [] },
  }),
});
