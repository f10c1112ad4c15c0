'use server';

import { createProject } from '@/lib/projects/create-project';
import { deleteProject } from '@/lib/projects/delete-project';
import { updateProject } from '@/lib/projects/update-project';
import { defineAction } from '@/lib/web/define-action';

export const createProjectAction = defineAction(createProject);
export const updateProjectAction = defineAction(updateProject);
export const deleteProjectAction = defineAction(deleteProject);
