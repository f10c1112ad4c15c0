import type { FieldError } from '@/lib/core/errors';

/** What was wrong, in words that may be shown. */
export type Fault = { code: string; detail: string; errors: readonly FieldError[]; requestId?: string };

/** What a server action answers: the verb's view, or the fault. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: Fault };
export type Action<T> = (raw: unknown) => Promise<ActionResult<T>>;

const unreachable: Fault = {
  code: 'unreachable',
  detail: 'The server could not be reached. Check the connection and try again.',
  errors: [],
};

/** Runs an action; a lost connection becomes a fault like any other. Next's own redirects pass through. */
export async function runAction<T>(action: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_')) throw error;
    return { ok: false, error: unreachable };
  }
}
