'use client';

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';

const ServerNow = createContext(0);

/** The instant the server rendered at: the first paint in the browser agrees with it, then the clock runs on. */
export function ClockProvider({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  return <ServerNow value={nowMs}>{children}</ServerNow>;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

function tick() {
  current = Math.floor(Date.now() / 1000) * 1000;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot(): number {
  if (timer === undefined || current === 0) current = Math.floor(Date.now() / 1000) * 1000;
  return current;
}

/** Milliseconds since the epoch, moving once every `stepMs`: what draws much should not draw it every second. */
export function useNow(stepMs = 1000): number {
  const serverNow = use(ServerNow);
  const whole = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  return useSyncExternalStore(
    subscribe,
    () => whole(snapshot()),
    () => whole(serverNow),
  );
}

const never = () => () => {};

export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
