import { type Command, optional } from '@/bin/admin/command';
import { formatName, type SettingsDocument, toProjectEntry } from '@/bin/admin/document';
import { chooseOrganization, collect, listAllProjects } from '@/bin/admin/tenant';
import { listChannels } from '@/lib/channels/list-channels';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { getOrganization } from '@/lib/organizations/get-organization';

export const exportOrganization: Command = {
  usage: '[--organization NAME|ID]',
  summary: 'writes projects, monitors and channels as JSON, without secrets',
  options: { organization: { type: 'string' } },
  run: async (installation, { values }): Promise<SettingsDocument> => {
    const ctx = await chooseOrganization(installation, optional(values, 'organization'));
    const projects = await listAllProjects(ctx);
    return {
      format: formatName,
      exported_at: installation.now.toISOString(),
      organization: (await getOrganization(ctx)).name,
      projects: await Promise.all(
        projects.map(async (project) => {
          const page = { project_id: project.id, limit: 200 };
          return toProjectEntry(
            project,
            await collect((cursor) => listMonitors(ctx, { ...page, ...cursor })),
            await collect((cursor) => listChannels(ctx, { ...page, ...cursor })),
          );
        }),
      ),
    };
  },
};
