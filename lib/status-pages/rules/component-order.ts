import type { ComponentKind } from '@/lib/status-pages/constants';

type Placed = { id: string; groupId: string | null; position: number };

/** As a page shows them: groups, each followed by what stands in it. Siblings by their positions. */
export function inPageOrder<T extends Placed>(components: readonly T[]): T[] {
  const sorted = components.toSorted(
    (one, other) => one.position - other.position || (one.id < other.id ? -1 : 1),
  );
  return sorted
    .filter(({ groupId }) => groupId === null)
    .flatMap((top) => [top, ...sorted.filter(({ groupId }) => groupId === top.id)]);
}

export type OrderItem = { id: string; children: readonly string[] };
export type OrderFault =
  | { kind: 'twice' | 'no_group' | 'group_in_group'; pointer: string }
  | { kind: 'other_components' };

/**
 * Where each component stands in an order that somebody gave, or what is wrong with it: every component of the page stands
 * in it once, groups hold no groups.
 */
export function placesOf(
  components: readonly { id: string; kind: ComponentKind }[],
  order: readonly OrderItem[],
): Placed[] | OrderFault {
  const kinds = new Map(components.map(({ id, kind }) => [id, kind]));
  const places = new Map<string, Placed>();
  for (const [position, item] of order.entries()) {
    const pointer = `/order/${position}`;
    if (places.has(item.id)) return { kind: 'twice', pointer: `${pointer}/id` };
    places.set(item.id, { id: item.id, groupId: null, position });
    if (item.children.length > 0 && kinds.has(item.id) && kinds.get(item.id) !== 'group') {
      return { kind: 'no_group', pointer: `${pointer}/children` };
    }
    for (const [at, id] of item.children.entries()) {
      if (places.has(id)) return { kind: 'twice', pointer: `${pointer}/children/${at}` };
      if (kinds.get(id) === 'group') return { kind: 'group_in_group', pointer: `${pointer}/children/${at}` };
      places.set(id, { id, groupId: item.id, position: at });
    }
  }
  const isSame = places.size === kinds.size && [...kinds.keys()].every((id) => places.has(id));
  return isSame ? [...places.values()] : { kind: 'other_components' };
}

/** Without the one that is taken away: what stood in a group moves to its place. */
export function placesWithout(components: readonly Placed[], goneId: string): Placed[] {
  const gone = components.find(({ id }) => id === goneId);
  const order = inPageOrder(components);
  const siblings = order
    .filter(({ id, groupId }) => id !== goneId && (groupId === (gone?.groupId ?? null) || groupId === goneId))
    .map(({ id }) => id);
  return siblings.map((id, position) => ({ id, groupId: gone?.groupId ?? null, position }));
}
