import { setMaxListeners } from 'node:events';

/** One signal for the whole process: long work looks at it, takes nothing new, and gives back what it holds. */
const controller = new AbortController();

export const shutdownSignal: AbortSignal = controller.signal;
// Every loop of a worker listens to it while it rests; that is no leak.
setMaxListeners(100, shutdownSignal);

/** Called once, by the entry point, on SIGTERM or SIGINT. */
export function beginShutdown(): void {
  controller.abort(new Error('the process is shutting down'));
}
