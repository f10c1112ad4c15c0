import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { checkChannels } from '@/lib/compat/internal/check-channels';
import { findCheck } from '@/lib/compat/internal/find-check';
import { showChecks } from '@/lib/compat/internal/show-check';
import { findPingUuid, findTwinId, lockUpserts, type TwinFilter } from '@/lib/compat/queries';
import { splitTags, toSettings } from '@/lib/compat/rules/healthchecks-settings';
import { type CheckSpec, readCheckSpec } from '@/lib/compat/rules/healthchecks-spec';
import { type ChecksAnswer, type ChecksCall, refusal } from '@/lib/compat/schema';
import { notFound } from '@/lib/core/errors';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { updateMonitor } from '@/lib/monitors/update-monitor';
import { listProjects } from '@/lib/projects/list-projects';

/** What an unnamed check is called, which there has no name at all. */
const unnamed = 'Unnamed';

/** 201, or 200 where `unique` finds one that is to be changed instead; of two at once the second finds the first's. */
export async function createCheck(ctx: Ctx, call: ChecksCall): Promise<ChecksAnswer> {
  authorize(ctx, 'monitor.read');
  authorize(ctx, 'monitor.write');
  const read = readCheckSpec(call.json);
  if ('error' in read) return refusal(400, read.error);
  const { spec } = read;
  const projectId = await chooseProject(ctx);
  if (projectId === null) {
    return refusal(400, 'this API key reaches several projects: make one that is limited to one of them');
  }
  const channelFault = await checkChannels(ctx, projectId, spec.channels);
  if (channelFault !== null) return refusal(400, channelFault);
  return await ctx.db.transaction(async (db) => {
    const inTx = { ...ctx, db };
    const twinId = await findTwin(inTx, projectId, spec);
    if (twinId !== null) return await change(inTx, call, spec, twinId);
    const found = toSettings(spec, call.version, null);
    if ('error' in found) return refusal(400, found.error);
    const { name, slug, spec: heartbeat, ...rest } = found.settings;
    const made = await createMonitor(inTx, {
      project_id: projectId,
      type: 'heartbeat',
      name: name ?? slug ?? unnamed,
      ...(slug === undefined ? {} : { slug }),
      spec: { schedule: { kind: 'period', period_seconds: 86_400 }, ...heartbeat },
      ...rest,
    });
    return await show(inTx, call, made.id, 201);
  });
}

/** Changes what the body names and leaves the rest. */
export async function updateCheck(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  authorize(ctx, 'monitor.write');
  const { view } = await findCheck(ctx, name);
  const read = readCheckSpec(call.json);
  if ('error' in read) return refusal(400, read.error);
  const channelFault = await checkChannels(ctx, view.project_id, read.spec.channels);
  if (channelFault !== null) return refusal(400, channelFault);
  return await ctx.db.transaction((db) => change({ ...ctx, db }, call, read.spec, view.id));
}

async function change(ctx: Ctx, call: ChecksCall, spec: CheckSpec, id: string): Promise<ChecksAnswer> {
  const view = await getMonitor(ctx, { id });
  if (view.type !== 'heartbeat') throw notFound('check');
  const found = toSettings(spec, call.version, view.spec);
  if ('error' in found) return refusal(400, found.error);
  await updateMonitor(ctx, { id, ...found.settings });
  return await show(ctx, call, id, 200);
}

async function show(ctx: Ctx, call: ChecksCall, id: string, status: number): Promise<ChecksAnswer> {
  const view = await getMonitor(ctx, { id });
  const uuid = await findPingUuid(ctx.db, ctx.organizationId, id);
  if (view.type !== 'heartbeat' || uuid === null) throw notFound('check');
  return { status, json: (await showChecks(ctx, call))({ view, uuid }) };
}

/** Keys of that API belong to one project; ours may reach all of them, and then the only one is meant. */
async function chooseProject(ctx: Ctx): Promise<string | null> {
  const limit = projectLimit(ctx);
  if (limit !== null) return limit;
  const { data } = await listProjects(ctx, { limit: 2 });
  const [first, second] = data;
  return first === undefined || second !== undefined ? null : first.id;
}

/** `unique` names what a check must share to be taken for the one that is asked for; all of it must be in the body. */
async function findTwin(ctx: Ctx, projectId: string, spec: CheckSpec): Promise<string | null> {
  const unique = spec.unique ?? [];
  if (unique.length === 0 || unique.some((field) => spec[field] === undefined)) return null;
  await lockUpserts(ctx.db, projectId);
  const filter: TwinFilter = {};
  for (const field of unique) {
    if (field === 'name') filter.name = spec.name?.trim() || unnamed;
    if (field === 'slug') filter.slug = spec.slug ?? '';
    if (field === 'tags') filter.tags = splitTags(spec.tags ?? '');
    if (field === 'timeout') filter.timeoutSeconds = spec.timeout ?? 0;
    if (field === 'grace') filter.graceSeconds = spec.grace ?? 0;
  }
  return await findTwinId(ctx.db, ctx.organizationId, projectId, filter);
}
