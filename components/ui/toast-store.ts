export type Toast = {
  id: number;
  tone: 'done' | 'failed';
  message: string;
  /** What to do next, or the way back. */
  action?: { label: string; run: () => void };
};

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const none: readonly Toast[] = [];

function publish(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentToasts = () => toasts;
export const serverToasts = () => none;

export function dismissToast(id: number) {
  publish(toasts.filter((toast) => toast.id !== id));
}

export function toast(message: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}) {
  const entry = { id: nextId, tone: 'done' as const, message, ...options };
  nextId += 1;
  publish([...toasts.slice(-2), entry]);
}
