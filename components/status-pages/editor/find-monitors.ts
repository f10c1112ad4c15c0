import { queryPath } from '@/components/lists/query-path';
import type { Page } from '@/lib/core/paging';

export type PickedMonitor = { id: string; name: string };

type Wanted = { project_id: string; q: string; without: ReadonlySet<string>; most: number };

const perRequest = 200;

/** All that match and are not among `without`, as many as there are or, page by page, at least `most`. */
export async function findMonitors(
  load: (path: string) => Promise<Page<PickedMonitor>>,
  { without, most, ...question }: Wanted,
): Promise<readonly PickedMonitor[]> {
  const all: PickedMonitor[] = [];
  let cursor: string | null = null;
  do {
    const path = queryPath('/monitors', { limit: perRequest, ...question, cursor });
    const { data, page }: Page<PickedMonitor> = await load(path);
    all.push(...data.filter(({ id }) => !without.has(id)).map(({ id, name }) => ({ id, name })));
    cursor = page.next_cursor;
  } while (cursor !== null && all.length < most);
  return all;
}
