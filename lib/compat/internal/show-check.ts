import { may } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { badgeAddress } from '@/lib/badges/badge-address';
import { listChannels } from '@/lib/channels/list-channels';
import type { ChannelView } from '@/lib/channels/schema';
import { type FoundCheck, uniqueKeyOf } from '@/lib/compat/internal/find-check';
import { toCheck } from '@/lib/compat/rules/healthchecks-check';
import type { ChecksCall } from '@/lib/compat/schema';
import { toUuid } from '@/lib/core/ids';

export type ShowCheck = (found: FoundCheck) => Record<string, unknown>;

/** How checks are shown to this caller: without addresses and channels to a key that may only read. */
export async function showChecks(ctx: Ctx, { version, baseUrl }: ChecksCall): Promise<ShowCheck> {
  const isReader = !may(ctx, 'monitor.write');
  const channels = isReader ? [] : await allChannels(ctx);
  const nowMs = ctx.now.getTime();
  return ({ view, uuid }) =>
    toCheck(view, {
      version,
      baseUrl,
      nowMs,
      badgeUrl: `${badgeAddress(view.id)}.svg`,
      uniqueKey: uniqueKeyOf(uuid),
      uuid: isReader ? null : uuid,
      channels: channels
        .filter(({ project_id }) => project_id === view.project_id)
        .map(({ id }) => toUuid(id)),
    });
}

/** Every channel that the actor sees. */
export async function allChannels(ctx: Ctx, projectId = projectLimit(ctx)): Promise<ChannelView[]> {
  const channels: ChannelView[] = [];
  let cursor: string | null = null;
  do {
    const { data, page } = await listChannels(ctx, {
      limit: 200,
      ...(projectId === null ? {} : { project_id: projectId }),
      ...(cursor === null ? {} : { cursor }),
    });
    channels.push(...data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return channels;
}
