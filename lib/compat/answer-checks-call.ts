import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { deleteCheck, pauseCheck, resumeCheck } from '@/lib/compat/internal/change-state';
import { findCheck } from '@/lib/compat/internal/find-check';
import { listChecks } from '@/lib/compat/internal/list-checks';
import { getPingBody, listFlips, listLog } from '@/lib/compat/internal/read-log';
import { allChannels, showChecks } from '@/lib/compat/internal/show-check';
import { createCheck, updateCheck } from '@/lib/compat/internal/write-check';
import type { ChecksRoute } from '@/lib/compat/rules/healthchecks-route';
import type { ChecksAnswer, ChecksCall } from '@/lib/compat/schema';
import { toUuid } from '@/lib/core/ids';

/**
 * One call of Healthchecks' management API, for its Terraform, Ansible, Homepage and Home Assistant clients: what is
 * a check there is a heartbeat here. Its method is one that the route answers.
 * @throws ProductError as the verbs behind it
 */
export async function answerChecksCall(
  ctx: Ctx,
  route: Exclude<ChecksRoute, { to: 'status' }>,
  call: ChecksCall,
): Promise<ChecksAnswer> {
  switch (route.to) {
    case 'checks':
      return call.method === 'POST' ? await createCheck(ctx, call) : await listChecks(ctx, call);
    case 'check':
      return await answerCheck(ctx, call, route.name);
    case 'pause':
      return await pauseCheck(ctx, call, route.name);
    case 'resume':
      return await resumeCheck(ctx, call, route.name);
    case 'pings':
      return await listLog(ctx, call, route.name);
    case 'ping_body':
      return await getPingBody(ctx, route.name, route.n);
    case 'flips':
      return await listFlips(ctx, call, route.name);
    case 'channels':
      return await listProjectChannels(ctx);
    case 'badges':
      // Those are badges of tags, of which there are none; each check tells of its own.
      authorize(ctx, 'monitor.read');
      return { status: 200, json: { badges: {} } };
  }
}

async function answerCheck(ctx: Ctx, call: ChecksCall, name: string): Promise<ChecksAnswer> {
  if (call.method === 'POST') return await updateCheck(ctx, call, name);
  if (call.method === 'DELETE') return await deleteCheck(ctx, call, name);
  const found = await findCheck(ctx, name);
  return { status: 200, json: (await showChecks(ctx, call))(found) };
}

async function listProjectChannels(ctx: Ctx): Promise<ChecksAnswer> {
  const channels = await allChannels(ctx);
  return {
    status: 200,
    json: { channels: channels.map(({ id, name, type }) => ({ id: toUuid(id), name, kind: type })) },
  };
}
