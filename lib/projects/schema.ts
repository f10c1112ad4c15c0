import { z } from 'zod';
import { emailField, instantField, nameField, passwordField } from '@/lib/access/schema';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { slugMaxLength, slugPattern } from '@/lib/projects/rules/slug';

const slugField = z
  .string()
  .min(1)
  .max(slugMaxLength)
  .regex(slugPattern, { error: 'must be lower-case letters, digits and single dashes, such as web-shop' });

export const projectIdInput = z.strictObject({ id: idSchema('prj') });

export const createProjectInput = z.strictObject({ name: nameField, slug: slugField.optional() });
export type CreateProjectInput = z.input<typeof createProjectInput>;

export const updateProjectInput = z.strictObject({
  id: idSchema('prj'),
  name: nameField.optional(),
  slug: slugField.optional(),
});
export type UpdateProjectInput = z.input<typeof updateProjectInput>;

export const listProjectsInput = z.strictObject(pageInput);
export type ListProjectsInput = z.input<typeof listProjectsInput>;

/** What the first visitor, and whoever signs up where that is open, has to say. */
export const signUpInput = z.strictObject({
  name: nameField.optional(),
  email: emailField,
  password: passwordField,
  organization: nameField,
  project: nameField.default('Default'),
});
export type SignUpInput = z.input<typeof signUpInput>;

export const projectView = z.strictObject({
  id: idSchema('prj'),
  name: z.string().max(100),
  slug: z.string().max(slugMaxLength),
  /** For those who may write monitors: it is the secret in the addresses that jobs call. */
  ping_key: z.string().max(22).optional(),
  created_at: instantField,
  updated_at: instantField,
});
export type ProjectView = z.output<typeof projectView>;
