import { EmbeddedPostgresError } from '@/db/embedded/fault';
import { ConnectionError } from '@/db/migrate';
import { EnvError } from '@/lib/core/env';

/** Something only the operator can mend, as one line that names the remedy. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The lines to print for a fault of the surroundings, or `null` for a bug, which is shown with its stack. */
export function explainFault(error: unknown): readonly string[] | null {
  if (error instanceof EnvError) return error.faults;
  if (
    error instanceof StartError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof ConnectionError
  ) {
    return [error.message];
  }
  return null;
}

/** Prints what is wrong on standard error; the process should then exit with 1. */
export function printFault(error: unknown): void {
  const lines = explainFault(error);
  if (lines === null) console.error(error);
  else for (const line of lines) console.error(`stillup: ${line}`);
}
