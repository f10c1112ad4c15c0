import { z } from 'zod';
import { type Command, type Installation, optional, required, UsageError } from '@/bin/admin/command';
import { readPassword } from '@/bin/admin/read-password';
import { chooseOrganization, findProject, listAllProjects, operatorIn } from '@/bin/admin/tenant';
import { type Role, roles } from '@/lib/access/constants';
import type { Ctx } from '@/lib/access/context';
import { hashPassword } from '@/lib/access/passwords';
import { emailField, nameField, passwordField } from '@/lib/access/schema';
import { createUser as insertUser, type User } from '@/lib/access/users';
import { createApiKey } from '@/lib/api-keys/create-api-key';
import { parseInput } from '@/lib/core/parse';
import { addMember } from '@/lib/organizations/add-member';
import { findOrganizations } from '@/lib/organizations/find-organizations';
import { foundOrganization } from '@/lib/organizations/found-organization';
import { createProject } from '@/lib/projects/create-project';
import type { ProjectView } from '@/lib/projects/schema';

const createUserInput = z.strictObject({
  email: emailField,
  password: passwordField,
  name: nameField.optional(),
  organization: nameField.optional(),
  project: nameField.optional(),
  role: z.enum(roles).optional(),
});
type CreateUser = z.output<typeof createUserInput>;

export const createUser: Command = {
  usage:
    '--email ADDRESS --password PASSWORD|- [--name NAME] [--organization NAME] [--role ROLE] [--project NAME] [--api-key]',
  summary: 'makes a user in a new or existing organization, and on request an API key',
  options: {
    email: { type: 'string' },
    password: { type: 'string' },
    name: { type: 'string' },
    organization: { type: 'string' },
    role: { type: 'string' },
    project: { type: 'string' },
    'api-key': { type: 'boolean' },
  },
  run: async (installation, { values, readStdin }) => {
    const input = parseInput(createUserInput, {
      email: required(values, 'email'),
      password: await readPassword(values, readStdin),
      name: optional(values, 'name'),
      organization: optional(values, 'organization'),
      project: optional(values, 'project'),
      role: optional(values, 'role'),
    });
    const passwordHash = await hashPassword(input.password);
    return await installation.db.transaction((db) =>
      provision({ ...installation, db }, input, passwordHash, values['api-key'] === true),
    );
  },
};

async function provision(
  installation: Installation,
  input: CreateUser,
  passwordHash: string,
  wantsApiKey: boolean,
) {
  const { db, now } = installation;
  const user = await insertUser(db, { email: input.email, name: input.name ?? null, passwordHash, now });
  const ctx = await enterOrganization(installation, input, user);
  const project = await enterProject(ctx, input.project);
  const scopes = ['read', 'write', 'ping'];
  const key = wantsApiKey ? await createApiKey(ctx, { name: 'Command line', scopes }) : null;
  return {
    user_id: user.id,
    organization_id: ctx.organizationId,
    project_id: project.id,
    project_slug: project.slug,
    api_key: key?.token ?? null,
    ping_key: project.ping_key ?? null,
  };
}

async function enterOrganization(installation: Installation, input: CreateUser, owner: User): Promise<Ctx> {
  const { organization, email, role = 'owner' } = input;
  const isKnown =
    organization !== undefined && (await findOrganizations(installation.db, organization)).length > 0;
  if (isKnown) return await joinOrganization(installation, organization, owner, role);
  if (role !== 'owner') throw new UsageError('The first member of an organization is its owner.');
  const name = organization ?? email.slice(0, 100);
  const { organizationId } = await foundOrganization(installation, { name, owner });
  return operatorIn(installation, organizationId);
}

async function joinOrganization(
  installation: Installation,
  wanted: string,
  user: User,
  role: Role,
): Promise<Ctx> {
  const ctx = await chooseOrganization(installation, wanted);
  await addMember(ctx, { user_id: user.id, role });
  return ctx;
}

/** The project of that name, or the first there is, or a new one. */
async function enterProject(ctx: Ctx, wanted: string | undefined): Promise<ProjectView> {
  const existing = wanted === undefined ? (await listAllProjects(ctx))[0] : await findProject(ctx, wanted);
  return existing ?? (await createProject(ctx, { name: wanted ?? 'Default' }));
}
