/** The name of the unique constraint that a query broke, or null. Drizzle wraps what the driver throws. */
export function findUniqueViolation(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code, constraint_name } = current as { code?: unknown; constraint_name?: unknown };
    if (code === '23505' && typeof constraint_name === 'string') return constraint_name;
  }
  return null;
}
