import type { ProjectEntry } from '@/bin/admin/document';
import { attempt, type Report } from '@/bin/admin/import-report';
import { collect } from '@/bin/admin/tenant';
import type { Ctx } from '@/lib/access/context';
import { createChannel } from '@/lib/channels/create-channel';
import { listChannels } from '@/lib/channels/list-channels';
import { updateChannel } from '@/lib/channels/update-channel';
import type { ProjectView } from '@/lib/projects/schema';

/** Matched by kind and name. */
export async function importChannels(
  ctx: Ctx,
  project: ProjectView,
  entries: ProjectEntry['channels'],
  report: Report,
): Promise<void> {
  const page = { project_id: project.id, limit: 200 };
  const known = await collect((cursor) => listChannels(ctx, { ...page, ...cursor }));
  for (const entry of entries) {
    const label = `channel ${project.slug}/${entry.name}`;
    const existing = known.find(({ name, type }) => name === entry.name && type === entry.type);
    await attempt(report, label, async () => {
      if (existing !== undefined) {
        const { type: _, ...settings } = entry;
        await updateChannel(ctx, { ...settings, id: existing.id });
        report.updated.push(label);
        return;
      }
      const made = await createChannel(ctx, { ...entry, project_id: project.id });
      if (made.signing_secret !== undefined) report.signing_secrets[made.id] = made.signing_secret;
      report.created.push(label);
    });
  }
}
