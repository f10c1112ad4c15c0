import { placeOf } from '@/components/status-pages/editor/component-order';
import type { PageComponentView } from '@/lib/status-pages/schema';

type Line = Pick<PageComponentView, 'id' | 'kind' | 'group_id' | 'name'>;

/** Where a line stands, for who does not see it: “2 of 3 in Europe”. */
export function placeWords(lines: readonly Line[], id: string): string {
  const { groupId, index, count } = placeOf(lines, id);
  const group = lines.find((line) => line.id === groupId);
  return `${index + 1} of ${count} ${group === undefined ? 'on the page' : `in ${group.name}`}`;
}
