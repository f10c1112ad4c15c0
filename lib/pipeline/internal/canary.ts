import net from 'node:net';
import type { CanaryTarget } from '@/lib/core/canary-target';

/** Far longer than any network takes, and short beside the time-out of a check. */
const patienceMs = 2_000;

/** Whether any of the targets takes a TCP connection. The first that does is enough. */
export async function reachesAny(targets: readonly CanaryTarget[]): Promise<boolean> {
  const stop = new AbortController();
  try {
    await Promise.any(targets.map((target) => connect(target, stop.signal)));
    return true;
  } catch {
    return false;
  } finally {
    stop.abort();
  }
}

function connect({ host, port }: CanaryTarget, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', onStop);
      socket.destroy();
      settle();
    };
    const onStop = () => end(() => reject(new Error('not needed any more')));
    signal.addEventListener('abort', onStop);
    socket.setTimeout(patienceMs, () => end(() => reject(new Error('no answer'))));
    socket.once('connect', () => end(resolve));
    socket.once('error', (error) => end(() => reject(error)));
  });
}
