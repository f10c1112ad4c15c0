import { seedAlerting } from '@/bin/demo/alerting';
import { seedJobs } from '@/bin/demo/heartbeats';
import { makeHistory } from '@/bin/demo/history';
import { demoDays, demoMonitors } from '@/bin/demo/monitors';
import { seedStatusPage } from '@/bin/demo/status-pages';
import type { Ctx, Deps } from '@/lib/access/context';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { importHistory } from '@/lib/pipeline/import-history';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import type { ImportedOutage } from '@/lib/pipeline/schema';
import { createOwner } from '@/lib/projects/set-up-installation';

export const demoAccount = { email: 'demo@example.com', password: 'watch-it-stay-up' };

/**
 * One organization with monitors of every temper. `targetUrl`: the local server that they watch,
 * `vendorsUrl`: the one that plays the vendors of their channels.
 * Gives back where each job is to call.
 */
export async function seedDemo(
  deps: Deps,
  at: { targetUrl: string; vendorsUrl: string },
): Promise<Record<string, string>> {
  const owner = await createOwner(deps, {
    ...demoAccount,
    name: 'Demo',
    organization: 'Demo (made-up history)',
    project: 'Shop',
  });
  const ctx: Ctx = {
    ...deps,
    organizationId: owner.organizationId,
    actor: { kind: 'user', userId: owner.userId, name: 'Demo', role: 'owner' },
  };
  const projectId = owner.projectId;
  const { userId } = owner;
  await seedAlerting(ctx, { projectId, userId, mailTo: demoAccount.email, ...at });
  const monitors = new Map<string, { id: string; outages: readonly ImportedOutage[] }>();
  for (const [index, demo] of demoMonitors.entries()) {
    monitors.set(demo.name, await seedMonitor(ctx, projectId, at.targetUrl, demo, index + 1));
  }
  const urls = await seedJobs(ctx, projectId);
  const { data: jobs } = await listMonitors(ctx, { type: 'heartbeat' });
  for (const { id, name } of jobs) monitors.set(name, { id, outages: [] });
  await seedStatusPage(ctx, { projectId, targetUrl: at.targetUrl, monitors });
  return urls;
}

async function seedMonitor(
  ctx: Ctx,
  projectId: string,
  targetUrl: string,
  demo: (typeof demoMonitors)[number],
  seed: number,
): Promise<{ id: string; outages: readonly ImportedOutage[] }> {
  // In one transaction, so that no check finds the monitor before it has its past.
  return ctx.db.transaction(async (db) => {
    const inner = { ...ctx, db };
    const monitor = await createMonitor(inner, {
      project_id: projectId,
      name: demo.name,
      type: 'http',
      spec: { url: `${targetUrl}${demo.path}`, expected_keyword: demo.expectedKeyword ?? null },
      interval_seconds: 20,
      degraded_after_ms: 1_200,
      tags: [...demo.tags, 'demo data'],
    });
    const history = makeHistory(demo.temper, demoDays, ctx.now.getTime(), seed);
    await importHistory(inner, { ...history, monitor_id: monitor.id });
    if (demo.isPaused === true) await pauseMonitor(inner, { id: monitor.id });
    return { id: monitor.id, outages: history.outages };
  });
}
