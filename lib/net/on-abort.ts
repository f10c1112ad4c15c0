const watchers = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs `stop` when `signal` fires; the function given back takes it off again. Thousands of waiters on one signal
 * share one listener, since adding and removing a listener each costs more than the rest of a small check.
 */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  let stops = watchers.get(signal);
  if (stops === undefined) {
    const fresh = new Set<() => void>();
    stops = fresh;
    watchers.set(signal, fresh);
    signal.addEventListener('abort', () => {
      for (const each of [...fresh]) each();
    });
  }
  const own = stops;
  own.add(stop);
  return () => own.delete(stop);
}
