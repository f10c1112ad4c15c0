/** When the server last answered, and whether it answers now. One per browser tab. */
export type Freshness = { answeredAtMs: number | null; isFailing: boolean };

let current: Freshness = { answeredAtMs: null, isFailing: false };
const initial = current;
const listeners = new Set<() => void>();

function publish(next: Freshness) {
  current = next;
  for (const listener of listeners) listener();
}

export function subscribeFreshness(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentFreshness = () => current;
export const serverFreshness = () => initial;
export const reportAnswer = (atMs: number) => publish({ answeredAtMs: atMs, isFailing: false });
export const reportFailure = () => publish({ ...current, isFailing: true });
