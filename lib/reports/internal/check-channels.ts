import type { Db } from '@/db/client';
import { ProductError } from '@/lib/core/errors';
import { notifiers } from '@/lib/notifiers/registry';
import { lockChannels } from '@/lib/reports/queries';

/**
 * Every channel belongs to the project and is of a kind that people read. @throws ProductError `invalid`
 */
export async function checkChannels(db: Db, projectId: string, ids: readonly string[]): Promise<void> {
  const found = await lockChannels(db, projectId, ids);
  const errors = ids.flatMap((id, index) => {
    const channel = found.find((one) => one.id === id);
    if (channel === undefined) return [fault(index, 'there is no such channel in the project')];
    if (!notifiers[channel.type].folds) return [fault(index, 'a channel of this kind takes no reports')];
    return [];
  });
  if (errors[0] === undefined) return;
  const { pointer, detail } = errors[0];
  throw new ProductError('invalid', `${pointer}: ${detail}`, { errors });
}

function fault(index: number, detail: string) {
  return { pointer: `/channel_ids/${index}`, code: 'custom', detail };
}

/** Those of them that can be told now. */
export async function takeReaders(db: Db, projectId: string, ids: readonly string[]): Promise<string[]> {
  const found = await lockChannels(db, projectId, ids);
  return found.filter(({ enabled, type }) => enabled && notifiers[type].folds).map(({ id }) => id);
}
