import type { OrderItem } from '@/lib/status-pages/rules/component-order';
import type { PageComponentView } from '@/lib/status-pages/schema';

type Line = Pick<PageComponentView, 'id' | 'kind' | 'group_id'>;

/** Where a line stands: among the lines of a group, or of the page (null). */
export type Place = { groupId: string | null; index: number };

/** The order of the page as the API takes it. `lines` stand in the order of the page. */
export function orderOf(lines: readonly Line[]): readonly OrderItem[] {
  return lines
    .filter(({ group_id }) => group_id === null)
    .map(({ id }) => ({
      id,
      children: lines.filter(({ group_id }) => group_id === id).map((child) => child.id),
    }));
}

export function placeOf(lines: readonly Line[], id: string): Place & { count: number } {
  const groupId = lines.find((line) => line.id === id)?.group_id ?? null;
  const siblings = lines.filter(({ group_id }) => group_id === groupId);
  return { groupId, index: siblings.findIndex((line) => line.id === id), count: siblings.length };
}

/** `lines` with one of them elsewhere; a group takes along what stands in it. */
export function put<T extends Line>(
  lines: readonly T[],
  id: string,
  { groupId, index }: Place,
): readonly T[] {
  const moved = lines.find((line) => line.id === id);
  if (moved === undefined) return lines;
  const rest = lines.filter((line) => line.id !== id);
  const siblings = rest.filter(({ group_id }) => group_id === groupId);
  const placed = siblings.toSpliced(index, 0, { ...moved, group_id: groupId });
  const top = groupId === null ? placed : rest.filter(({ group_id }) => group_id === null);
  const childrenOf = (group: T) =>
    group.id === groupId ? placed : rest.filter(({ group_id }) => group_id === group.id);
  return top.flatMap((line) => (line.kind === 'group' ? [line, ...childrenOf(line)] : [line]));
}

/** One place up or down among its siblings. */
export function step<T extends Line>(lines: readonly T[], id: string, by: -1 | 1): readonly T[] {
  const { groupId, index, count } = placeOf(lines, id);
  const next = index + by;
  return next < 0 || next >= count ? lines : put(lines, id, { groupId, index: next });
}

/** To the end of a group, or out of its own to right below it. */
export function moveInto<T extends Line>(
  lines: readonly T[],
  id: string,
  groupId: string | null,
): readonly T[] {
  const from = placeOf(lines, id).groupId;
  if (groupId !== null) return put(lines, id, { groupId, index: lines.length });
  return put(lines, id, {
    groupId: null,
    index: from === null ? lines.length : placeOf(lines, from).index + 1,
  });
}

/** What is seen while something is dragged: a group travels without its lines. */
export function linesWhileDragging<T extends Line>(
  lines: readonly T[],
  activeId: string | null,
): readonly T[] {
  return lines.filter(({ group_id }) => group_id === null || group_id !== activeId);
}

export const indentPx = 24;

/**
 * Where a dragged line would be put down. Over the lines of a group it is inside; at a group's end it is where it was
 * before, unless it was pulled right (in) or left (out) by `offsetPx`. An empty group takes it in. A group over the lines
 * of another one stands below that.
 */
export function projectedPlace(
  lines: readonly Line[],
  activeId: string,
  overId: string,
  offsetPx: number,
): Place | null {
  const seen = linesWhileDragging(lines, activeId);
  const from = seen.findIndex(({ id }) => id === activeId);
  const to = seen.findIndex(({ id }) => id === overId);
  const active = seen[from];
  if (active === undefined || to === -1) return null;
  const others = seen.toSpliced(from, 1);
  const [before, after] = [others[to - 1], others[to]];
  const groupId =
    active.kind === 'group'
      ? null
      : (after?.group_id ?? (wantsIn(lines, active, before, offsetPx) ? groupAt(before) : null));
  return { groupId, index: others.slice(0, to).filter(({ group_id }) => group_id === groupId).length };
}

function groupAt(line: Line | undefined): string | null {
  return line?.kind === 'group' ? line.id : (line?.group_id ?? null);
}

function wantsIn(lines: readonly Line[], active: Line, before: Line | undefined, offsetPx: number): boolean {
  if (offsetPx >= indentPx) return true;
  if (offsetPx <= -indentPx) return false;
  const group = groupAt(before);
  const isEmpty = !lines.some(({ id, group_id }) => group_id === group && id !== active.id);
  return active.group_id === group || (before?.kind === 'group' && isEmpty);
}
