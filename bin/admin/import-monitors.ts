import type { ProjectEntry } from '@/bin/admin/document';
import { attempt, type Report } from '@/bin/admin/import-report';
import { collect } from '@/bin/admin/tenant';
import type { Ctx } from '@/lib/access/context';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { listMonitors } from '@/lib/monitors/list-monitors';
import type { MonitorView } from '@/lib/monitors/schema';
import { updateMonitor } from '@/lib/monitors/update-monitor';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';
import type { ProjectView } from '@/lib/projects/schema';

type Entry = ProjectEntry['monitors'][number];

/** Matched by external_id, or else by name, among those of the same type. */
export async function importMonitors(
  ctx: Ctx,
  project: ProjectView,
  entries: readonly Entry[],
  report: Report,
): Promise<void> {
  const page = { project_id: project.id, limit: 200 };
  const known = await collect((cursor) => listMonitors(ctx, { ...page, ...cursor }));
  for (const entry of entries) {
    const label = `monitor ${project.slug}/${entry.name}`;
    await attempt(report, label, async () => {
      const isNew = await importMonitor(ctx, project, entry, findMatch(known, entry));
      (isNew ? report.created : report.updated).push(label);
    });
  }
}

function findMatch(known: readonly MonitorView[], entry: Entry): MonitorView | undefined {
  const externalId = entry['external_id'];
  const alike = known.filter(({ type }) => type === entry.type);
  return typeof externalId === 'string'
    ? alike.find((monitor) => monitor.external_id === externalId)
    : alike.find((monitor) => monitor.external_id === null && monitor.name === entry.name);
}

async function importMonitor(
  ctx: Ctx,
  project: ProjectView,
  entry: Entry,
  existing: MonitorView | undefined,
): Promise<boolean> {
  const { paused, type, ...settings } = entry;
  const monitor =
    existing === undefined
      ? await createMonitor(ctx, { ...settings, type, project_id: project.id })
      : await updateMonitor(ctx, { ...settings, id: existing.id });
  if (paused && !monitor.paused) await pauseMonitor(ctx, { id: monitor.id });
  if (!paused && monitor.paused) await resumeMonitor(ctx, { id: monitor.id });
  return existing === undefined;
}
