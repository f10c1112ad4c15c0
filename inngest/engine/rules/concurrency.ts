/** The limit behind a run's n-th key; null when the function has none there any more. */
export type LimitOf = (functionId: string, index: number) => number | null;

type Candidate = { id: string; kind: string; functionId: string; keys: readonly string[] };

/**
 * Takes candidates in their order as far as their limits leave room, and counts them in `active`. `full` are the keys
 * that turned something away. Only calls count: a sleep that ends occupies nobody.
 */
export function chooseItems(
  candidates: readonly Candidate[],
  active: Map<string, number>,
  max: number,
  limitOf: LimitOf,
): { chosen: string[]; full: string[] } {
  const chosen: string[] = [];
  const full = new Set<string>();
  for (const { id, kind, functionId, keys } of candidates) {
    if (chosen.length >= max) break;
    const counted = kind === 'call' ? keys : [];
    const isFull = (key: string, index: number) =>
      (active.get(key) ?? 0) >= (limitOf(functionId, index) ?? Number.POSITIVE_INFINITY);
    const turnedAwayBy = counted.find(isFull);
    if (turnedAwayBy !== undefined) {
      full.add(turnedAwayBy);
      continue;
    }
    for (const key of counted) active.set(key, (active.get(key) ?? 0) + 1);
    chosen.push(id);
  }
  return { chosen, full: [...full] };
}
