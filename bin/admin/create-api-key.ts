import { type Command, optional } from '@/bin/admin/command';
import { chooseOrganization, chooseProject } from '@/bin/admin/tenant';
import { createApiKey as makeApiKey } from '@/lib/api-keys/create-api-key';

export const createApiKey: Command = {
  usage:
    '[--organization NAME|ID] [--name NAME] [--project SLUG|ID] [--scopes read,write,ping] [--expires-at TIME]',
  summary: 'makes an API key; the answer holds it, once',
  options: {
    organization: { type: 'string' },
    name: { type: 'string' },
    project: { type: 'string' },
    scopes: { type: 'string' },
    'expires-at': { type: 'string' },
  },
  run: async (installation, { values }) => {
    const ctx = await chooseOrganization(installation, optional(values, 'organization'));
    const project = optional(values, 'project');
    const scopes = (optional(values, 'scopes') ?? 'read,write,ping').split(',').map((scope) => scope.trim());
    const { token, ...key } = await makeApiKey(ctx, {
      name: optional(values, 'name') ?? 'Command line',
      scopes,
      project_id: project === undefined ? null : (await chooseProject(ctx, project)).id,
      expires_at: optional(values, 'expires-at') ?? null,
    });
    return { ...key, organization_id: ctx.organizationId, api_key: token };
  },
};
