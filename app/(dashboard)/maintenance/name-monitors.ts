import type { NamedMonitor } from '@/components/maintenance/monitors-field';
import type { Ctx } from '@/lib/access/context';
import { isProductError } from '@/lib/core/errors';
import { getMonitor } from '@/lib/monitors/get-monitor';

const most = 50;

/** The names of the monitors that a maintenance lists; of very many the first ones. */
export async function nameMonitors(ctx: Ctx, ids: readonly string[]): Promise<NamedMonitor[]> {
  const named = await Promise.all(ids.slice(0, most).map((id) => nameMonitor(ctx, id)));
  return named.flatMap((monitor) => monitor ?? []);
}

async function nameMonitor(ctx: Ctx, id: string): Promise<NamedMonitor | null> {
  try {
    const { name } = await getMonitor(ctx, { id });
    return { id, name };
  } catch (error) {
    if (isProductError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
