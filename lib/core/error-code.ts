/** The code of an error, or of the first of its causes that has one: Postgres', its driver's or Node's. */
export function errorCodeOf(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return null;
}
