import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { type FoundCheck, findCheck } from '@/lib/compat/internal/find-check';
import { showChecks } from '@/lib/compat/internal/show-check';
import type { ChecksAnswer, ChecksCall } from '@/lib/compat/schema';
import { notFound } from '@/lib/core/errors';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import type { MonitorView } from '@/lib/monitors/schema';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';

/** The second time changes nothing. */
export async function pauseCheck(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  authorize(ctx, 'monitor.write');
  const found = await findCheck(ctx, name);
  return await shown(ctx, call, found, await pauseMonitor(ctx, { id: found.view.id }));
}

/** 409 where there is nothing to resume. */
export async function resumeCheck(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  authorize(ctx, 'monitor.write');
  const found = await findCheck(ctx, name);
  if (!found.view.paused) return { status: 409, text: 'check is not paused' };
  return await shown(ctx, call, found, await resumeMonitor(ctx, { id: found.view.id }));
}

/** Answered with what it was. */
export async function deleteCheck(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  authorize(ctx, 'monitor.write');
  const found = await findCheck(ctx, name);
  const show = await showChecks(ctx, call);
  await deleteMonitor(ctx, { id: found.view.id });
  return { status: 200, json: show(found) };
}

async function shown(
  ctx: Ctx,
  call: ChecksCall,
  { uuid }: FoundCheck,
  view: MonitorView,
): Promise<ChecksAnswer> {
  if (view.type !== 'heartbeat') throw notFound('check');
  return { status: 200, json: (await showChecks(ctx, call))({ view, uuid }) };
}
