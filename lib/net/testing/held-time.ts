import { setImmediate as turn } from 'node:timers/promises';
import { vi } from 'vitest';

/** Time-outs stand still until `vi.advanceTimersByTime` moves them; sockets go on. `vi.useRealTimers` ends it. */
export function holdTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
}

/** Waits while time is held, where Vitest's own waiting would move it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

/** Whether it is still open after everything has had its turn that is due. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  await turn();
  return (await Promise.race([promise, turn(open)])) === open;
}
