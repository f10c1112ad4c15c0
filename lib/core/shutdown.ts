/** One signal for the whole process: long work looks at it, takes nothing new, and gives back what it holds. */
const controller = new AbortController();

export const shutdownSignal: AbortSignal = controller.signal;

/** Called once, by the entry point, on SIGTERM or SIGINT. */
export function beginShutdown(): void {
  controller.abort(new Error('the process is shutting down'));
}
