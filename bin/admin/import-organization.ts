import { readFile } from 'node:fs/promises';
import { type Command, type Input, optional, UsageError } from '@/bin/admin/command';
import { type ProjectEntry, type SettingsDocument, settingsDocument } from '@/bin/admin/document';
import { importChannels } from '@/bin/admin/import-channels';
import { importMonitors } from '@/bin/admin/import-monitors';
import type { Report } from '@/bin/admin/import-report';
import { chooseOrganization, findProject } from '@/bin/admin/tenant';
import type { Ctx } from '@/lib/access/context';
import { createProject } from '@/lib/projects/create-project';

/** Unwinds the transaction of a dry run. */
class DryRun extends Error {}

export const importOrganization: Command = {
  usage: '[FILE] [--organization NAME|ID] [--dry-run]',
  summary: 'reads what export has written, from a file or standard input; what exists is brought up to date',
  options: { organization: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  maxPositionals: 1,
  run: async (installation, input) => {
    const document = parseDocument(await readDocument(input));
    const outer = await chooseOrganization(installation, optional(input.values, 'organization'));
    const isDryRun = input.values['dry-run'] === true;
    const report: Report = { created: [], updated: [], faults: [], signing_secrets: {} };
    try {
      await outer.db.transaction(async (db) => {
        for (const entry of document.projects) await importProject({ ...outer, db }, entry, report);
        if (isDryRun) throw new DryRun();
      });
    } catch (error) {
      if (!(error instanceof DryRun)) throw error;
    }
    // Those of a dry run belong to channels that were never made.
    const { signing_secrets, ...told } = report;
    return isDryRun ? { dry_run: true, ...told } : { dry_run: false, ...told, signing_secrets };
  },
};

async function importProject(ctx: Ctx, entry: ProjectEntry, report: Report): Promise<void> {
  const existing = await findProject(ctx, entry.slug);
  const project = existing ?? (await createProject(ctx, { name: entry.name, slug: entry.slug }));
  if (existing === null) report.created.push(`project ${entry.slug}`);
  await importMonitors(ctx, project, entry.monitors, report);
  await importChannels(ctx, project, entry.channels, report);
}

function parseDocument(raw: unknown): SettingsDocument {
  const parsed = settingsDocument.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [fault] = parsed.error.issues;
  throw new UsageError(`This is no export: /${fault?.path.join('/')}: ${fault?.message}.`);
}

async function readDocument({ positionals, readStdin }: Input): Promise<unknown> {
  const [file] = positionals;
  try {
    return JSON.parse(file === undefined || file === '-' ? await readStdin() : await readFile(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new UsageError(`${file ?? 'Standard input'} ${reason}.`);
  }
}
